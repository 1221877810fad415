"""Signed texts taken apart: each part of each, and each kind's text as each other.

They are made from the texts that an honest page has, whatever these look like: a code
of 64 hexadecimal digits at their beginning or end, and parts between ``|``. An attempt
ends with what was taken for good, in words: nothing may be. An error that is no refusal
counts as taken, for then the code was believed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from tests.security.rls.attempts import Attempt
from unhidden.access.policy import RIGHTS, Action, Purpose
from unhidden.access.rights import role_rows

PROCEDURES = "claims unpacked enter opening begin"
#: Where a text stands, and how it is used: an error means that it was refused.
_KINDS = {
    "context": "perform set_config('unhidden.context', tried, true);"
    " perform count(*) from public.safeguarding_case",
    "opening": "perform set_config('unhidden.opening', tried, true);"
    " perform count(*) from public.safeguarding_case",
    "token": "perform wall.enter(tried)",
}
_HELD = {
    "context": "current_setting('unhidden.context')",
    "opening": "current_setting('unhidden.opening')",
    "token": "current_setting('stolen.token')",
}
_TAKEN = "select current_setting('stolen.taken')"
_WAYS = "emptied,dropped,doubled,swapped,changed"
# Another code over the parts, with the key of the kind that the text shall pass for.
_RESIGNED = """
create function pg_temp.resigned(kind text, honest text, parts text[], measured boolean)
returns text language plpgsql as $$
declare body text; code text;
begin
  if measured and parts[1] ~ '^unhidden ' then
    parts[2] := (select string_agg(length(p)::text, ',' order by n)
                   from unnest(parts[3:]) with ordinality t(p, n));
  end if;
  body := array_to_string(parts, '|');
  if to_regprocedure('wall.mac(text,text)') is not null then
    execute 'select wall.mac($1, $2)' into code using kind, body;
  else
    code := wall.mac(body);
  end if;
  return case when honest ~ '^[0-9a-f]{64}[|]' then code || '|' || body
              else body || '|' || code end;
end $$;
create function pg_temp.parts(held text) returns text[] language sql
return case when held ~ '^[0-9a-f]{64}[|]' then (string_to_array(held, '|'))[2:]
            else trim_array(string_to_array(held, '|'), 1) end;
"""
_CHANGED = """
      changed := case how
        when 'emptied' then parts[:i - 1] || ''::text || parts[i + 1:]
        when 'dropped' then parts[:i - 1] || parts[i + 1:]
        when 'doubled' then parts[:i] || parts[i:]
        when 'swapped' then parts[:i - 1] || parts[i + 1:i + 1] || parts[i:i]
                            || parts[i + 2:]
        else parts[:i - 1] || (parts[i] || '9') || parts[i + 1:] end;
      continue when changed = parts;
"""


def _block(body: str, declared: str = "") -> str:
    """Run it, and keep what was taken; ``tried`` holds each text in turn."""
    return f"""
do $do$
declare
  taken text := ''; tried text; how text; parts text[]; changed text[]; {declared}
begin
{body}
  perform set_config('stolen.taken', taken, true);
end $do$"""


def _try(kind: str, told: str) -> str:
    """Use ``tried`` as the staff role does; all that it changed is undone."""
    return f"""
      begin
        set local role unhidden_staff;
        {_KINDS[kind]};
        taken := taken || {told} || '; ';
        raise exception 'undo' using errcode = 'UNDO0';
      exception
        when insufficient_privilege or sqlstate 'UNDO0' then null;
        when others then taken := taken || {told} || ' (' || sqlstate || '); ';
      end;"""


def _beginners() -> Iterator[tuple[tuple[str, str], str]]:
    """Who may begin a record, at which task, and of which domain."""
    for role, purpose, _, organisation, *_ in role_rows():
        for right in organisation.split(","):
            domain, _, action = right.partition(":")
            if action == Action.CREATE:
                yield (role, purpose), domain


def _everybody() -> Iterator[tuple[str, str]]:
    for role, rights in RIGHTS.items():
        yield role, next(str(each) for each in Purpose if each in rights.purposes)


def _begin(domain: str) -> str:
    return f"select wall.begin('{domain}', gen_random_uuid())"


def _attempt(
    name: str, who: tuple[str, str], steps: Iterable[str], *before: str
) -> Attempt:
    return Attempt(PROCEDURES, name, who, [*steps, _TAKEN], "", before)


def _parts_of(kind: str, who: tuple[str, str], first: Iterable[str]) -> Attempt:
    """Each part of a text, in each way, by somebody without the key."""
    body = f"""
  parts := string_to_array({_HELD[kind]}, '|');
  for i in 1 .. cardinality(parts) loop
    foreach how in array '{{{_WAYS}}}'::text[] loop{_CHANGED}
      tried := array_to_string(changed, '|');{_try(kind, "how || ' ' || i")}
    end loop;
  end loop;"""
    return _attempt(f"{kind} of {who} in parts", who, [*first, _block(body)])


def _as_another(who: tuple[str, str], domain: str) -> Attempt:
    """Each text as each other kind, as it stands and with its code at the other end."""
    body = ""
    for kind in _KINDS:
        for other in sorted(_HELD.keys() - {kind}):
            body += f"""
  parts := string_to_array({_HELD[other]}, '|');
  foreach tried in array array[{_HELD[other]},
      array_to_string(parts[cardinality(parts):] || trim_array(parts, 1), '|'),
      array_to_string(parts[2:] || parts[:1], '|')] loop
      {_try(kind, f"'{other} as {kind}'")}
  end loop;"""
    name = f"texts of {who} in {domain} as others"
    return _attempt(name, who, [_begin(domain), _block(body)])


def _oracle(who: tuple[str, str], domain: str) -> Attempt:
    """Have a text of one's own signed, whatever stands in the place of a context."""
    body = f"""
  parts := string_to_array({_HELD["opening"]}, '|');
  foreach tried in array array[{_HELD["context"]}, {_HELD["opening"]},
      array_to_string(parts[cardinality(parts):] || trim_array(parts, 1), '|')] loop
    foreach how in array array['a|b|c|d|e|f', ''] loop
      begin
        set local role unhidden_staff;
        perform set_config('unhidden.context', tried, true);
        perform wall.begin(how, gen_random_uuid());
        taken := taken || 'signs ' || quote_literal(how) || '; ';
        raise exception 'undo' using errcode = 'UNDO0';
      exception when others then null;
      end;
    end loop;
  end loop;"""
    name = f"what {who} has signed after beginning a {domain}"
    return _attempt(name, who, [_begin(domain), _block(body)])


def _under_the_key(kind: str, ways: str) -> Attempt:
    """Parts of a text changed by whoever has its key: more, fewer, or longer ones."""
    who, domain = _CASE_OPENER
    body = f"""
  parts := pg_temp.parts({_HELD[kind]});
  for i in 1 .. cardinality(parts) loop
    foreach how in array '{{{ways}}}'::text[] loop{_CHANGED}
      foreach measured in array case when how in ('dropped', 'doubled')
                           then '{{f,t}}' else '{{f}}' end::boolean[] loop
      tried := pg_temp.resigned('{kind}', {_HELD[kind]}, changed, measured);
      {_try(kind, "how || ' ' || i")}
      end loop;
    end loop;
  end loop;"""
    block = _block(body, "measured boolean;")
    steps = [_begin(domain), "reset role", block]
    return _attempt(f"{kind} in parts, under the key", who, steps, _RESIGNED)


def _another_under_the_key() -> Attempt:
    """Each kind's text with the code that the key of each other kind gives it."""
    who, domain = _CASE_OPENER
    body = ""
    for kind in _KINDS:
        for other in sorted(_HELD.keys() - {kind}):
            body += f"""
  tried := pg_temp.resigned('{kind}', {_HELD[kind]}, pg_temp.parts({_HELD[other]}),
                            false);
      {_try(kind, f"'{other} as {kind}'")}"""
    steps = [_begin(domain), "reset role", _block(body)]
    return _attempt("texts as others, under their keys", who, steps, _RESIGNED)


_CASE_OPENER = (("officer", "safeguarding_support"), "safeguarding_case")
#: Nothing that is unfit may ever be signed: a part too many or too few, one that is
#: null, or that reads as two.
_UNFIT = _block("""
  foreach how in array '{context,opening,token,system,link}'::text[] loop
    for n in 0 .. 20 loop
      foreach tried in array array[null, 'a|b', E'a\\nb', 'é', 'fit'] loop
        continue when tried = 'fit' and n + 1 = (
          select k.parts from wall.signing_key k where k.kind = how);
        begin
          perform wall.packed(how, array_fill('a'::text, array[n]) || tried);
          taken := taken || how || ' of ' || n || ' and ' || coalesce(tried, 'null; ');
        exception when insufficient_privilege then null;
        end;
      end loop;
    end loop;
  end loop;""")
TEXTS = [
    *(_parts_of("context", who, []) for who in _everybody()),
    *(_parts_of("opening", who, [_begin(domain)]) for who, domain in _beginners()),
    *(_as_another(who, domain) for who, domain in _beginners()),
    *(_oracle(who, domain) for who, domain in _beginners()),
    _parts_of("token", _CASE_OPENER[0], []),
    _under_the_key("context", "dropped,doubled"),
    _under_the_key("opening", _WAYS),
    _under_the_key("token", _WAYS),
    _another_under_the_key(),
]
PACKING = [
    _attempt("what is unfit to sign", ("", ""), ["reset role", _UNFIT]),
]
ATTEMPTS = [*TEXTS, *PACKING]
