-- A person's request for what an organisation holds, as it reaches that organisation here:
-- sealed to who answers for it, answered once, and gone when the request is at its end.

-- Whether a request is at its end.
create or replace function wall.holdings_ended(wanted uuid)
returns boolean language sql stable
set search_path = pg_catalog, pg_temp
return exists (
  select from public.safeguarding_holdingsstep s
   where s.request_id = wanted
     and s.code in ('answered', 'partly', 'nothing_held', 'refused', 'taken_back')
);

-- Send a request on, by who works on the case: once, and while it is open.
create or replace function wall.send_holdings_letter(
  letter uuid, wanted uuid, content bytea, at timestamptz)
returns boolean language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  r record;
begin
  select h.case_id, h.organisation_id into r
    from public.safeguarding_holdingsrequest h where h.id = wanted;
  if wall.may('safeguarding_case', r.case_id, 'write') is not true then
    perform wall.refuse('send_holdings_letter');
  end if;
  if wall.holdings_ended(wanted) is not false then
    return false;
  end if;
  insert into public.safeguarding_holdingsletter
    (id, request_id, organisation_id, from_organisation_id, words_sealed, sent_by_id,
     sent_at)
  select letter, wanted, r.organisation_id, c.lead_id, content, wall.person(), at
    from public.safeguarding_case c
   where c.id = r.case_id
  on conflict (request_id) do nothing;
  return found;
end $$;

-- What people ask the organisation of somebody who answers for it: sealed, from whom and
-- since when; and nothing of the case. Who is kept out of that does not learn that it is.
create or replace function wall.holdings_letters()
returns table(id uuid, from_organisation_id uuid, sent_at timestamptz,
              words_sealed bytea)
language plpgsql stable security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  if wall.answers_holdings() is not true then
    return;
  end if;
  return query
    select l.id, l.from_organisation_id, l.sent_at, l.words_sealed
      from public.safeguarding_holdingsletter l
      join public.safeguarding_holdingsrequest r on r.id = l.request_id
      join public.safeguarding_case c on c.id = r.case_id and c.closed_at is null
     where l.organisation_id = wall.organisation()
       and not wall.holdings_ended(l.request_id)
       and not (r.case_id = any(wall.excluded()))
     order by l.sent_at, l.id;
end $$;

-- Who answers for an organisation: whoever manages support there, or leads safeguarding
-- (who knows of people found at that work; others who know of them have other work).
create or replace function wall.answers_holdings()
returns boolean language sql stable
set search_path = pg_catalog, pg_temp
return wall.purpose() = 'safeguarding_support'
   and (wall.meets('safeguarding_case', '{manage}')
        or wall.meets('possible_victims', '{read}'));

-- The organisation that leads the case now, for whom an answer is sealed: the case is
-- locked until the answer is kept. For who answers for the organisation that was asked.
create or replace function wall.hold_holdings_letter(letter uuid)
returns uuid language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  held record;
begin
  select c.id, c.lead_id, c.closed_at, l.organisation_id, l.request_id into held
    from public.safeguarding_holdingsletter l
    join public.safeguarding_holdingsrequest r on r.id = l.request_id
    join public.safeguarding_case c on c.id = r.case_id
   where l.id = letter
     for no key update of c;
  if (wall.answers_holdings()
      and held.organisation_id = wall.organisation()
      and held.closed_at is null
      and not (held.id = any(wall.excluded()))
      and not wall.holdings_ended(held.request_id)) is not true then
    perform wall.refuse('hold_holdings_letter');
  end if;
  return held.lead_id;
end $$;

-- Keep an answer, in the name of who gives it; with it the request is at its end, and the
-- keys to the letter end.
create or replace function wall.answer_holdings(
  letter uuid, answer uuid, how text, redacted boolean, content bytea, at timestamptz)
returns void language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  perform wall.hold_holdings_letter(letter);
  insert into public.safeguarding_holdingsanswer
    (id, case_id, request_id, how, is_redacted, words_sealed, answered_by_id,
     answered_at)
  select answer, r.case_id, r.id, answer_holdings.how, redacted, content,
         wall.person(), at
    from public.safeguarding_holdingsletter l
    join public.safeguarding_holdingsrequest r on r.id = l.request_id
   where l.id = letter;
  insert into public.safeguarding_holdingsstep
    (id, request_id, code, "on", recorded_by_id, recorded_at)
  select gen_random_uuid(), l.request_id, answer_holdings.how, wall.day_of(at),
         wall.person(), at
    from public.safeguarding_holdingsletter l
   where l.id = letter;
  delete from public.vault_recordkey k where k.record_id = letter;
end $$;

-- The keys to a letter end when its request did; for who works on the case.
create or replace function wall.shut_holdings_letter(wanted uuid)
returns void language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  if (exists (
        select from public.safeguarding_holdingsrequest r
         where r.id = wanted and wall.may('safeguarding_case', r.case_id, 'write'))
      and wall.holdings_ended(wanted)) is not true then
    perform wall.refuse('shut_holdings_letter');
  end if;
  delete from public.vault_recordkey k
   using public.safeguarding_holdingsletter l
   where l.request_id = wanted and k.record_id = l.id;
end $$;
