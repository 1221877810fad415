-- Texts that only the database, or one program, can have signed: as
-- src/unhidden/lib/signed_texts.py makes and tells them.

-- A kind of signed text, how many parts it has, and the keyed blocks of its HMAC. No text
-- of one kind passes for another's, even if two kinds had one key.
create table if not exists wall.signing_key (
  kind text primary key,
  parts integer not null,
  inner_block bytea not null,
  outer_block bytea not null
);
-- HMAC-SHA256 (RFC 2104) with the two keyed blocks made beforehand.
create or replace function wall.hmac(inner_block bytea, outer_block bytea, message bytea)
returns text language sql immutable strict parallel safe
return encode(sha256(outer_block || sha256(inner_block || message)), 'hex');

create or replace function wall.mac(kind text, message text)
returns text language sql stable parallel safe
set search_path = pg_catalog, pg_temp
return (
  select wall.hmac(k.inner_block, k.outer_block, convert_to(message, 'UTF8'))
    from wall.signing_key k where k.kind = mac.kind
);

-- The day in London by the database's own clock: no program's clock decides.
create or replace function wall.today()
returns date language sql stable
return (clock_timestamp() at time zone 'Europe/London')::date;

-- What a text must carry to be good in this transaction, and in no other: a server that
-- was started anew, a copy of it and a process with the same number are others.
create or replace function wall.challenge()
returns text language sql stable
return pg_backend_pid() || ':' || extract(epoch from pg_postmaster_start_time())
  || ':' || extract(epoch from now());

create or replace function wall.refuse(why text)
returns void language plpgsql
as $$
begin
  raise exception 'context refused: %', why using errcode = '42501';
end $$;

create or replace function wall.lengths(parts text[])
returns text language sql immutable strict parallel safe
return array_to_string(array(select length(part) from unnest(parts) part), ',');

-- The signed text of a kind, as src/unhidden/lib/signed_texts.py tells. Parts are printable
-- ASCII without the mark that divides them, and none is null.
create or replace function wall.packed(kind text, parts text[])
returns text language plpgsql stable
as $$
declare
  body text;
  n integer := (select k.parts from wall.signing_key k where k.kind = packed.kind);
begin
  if (cardinality(parts) = n
      and array_position(parts, null) is null
      and array_to_string(parts, '') !~ '[^ -{}~]') is not true then
    perform wall.refuse('unfit to sign');
  end if;
  body := concat_ws('|', 'unhidden ' || kind || ' 2', wall.lengths(parts),
    array_to_string(parts, '|'));
  return wall.mac(kind, body) || '|' || body;
end $$;

-- Its parts; what is not such a text, whole and of that kind, is refused.
create or replace function wall.unpacked(kind text, held text)
returns text[] language plpgsql stable
as $$
declare
  found text[] := string_to_array(held, '|');
  n integer := (select k.parts from wall.signing_key k where k.kind = unpacked.kind);
begin
  if (found[1] = wall.mac(kind, substr(held, 66))
      and found[2] = 'unhidden ' || kind || ' 2'
      and cardinality(found) = n + 3
      and found[3] = wall.lengths(found[4:])) is not true then
    perform wall.refuse(kind);
  end if;
  return found[4:];
end $$;
