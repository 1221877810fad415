-- What visits offer the desk by themselves: drafts of items, never intelligence. A
-- safeguarding visit offers nothing in this way.

-- Who decided has decided: an item goes from a lead to the desk, and from there it is
-- written or set aside, each in the name of who does it, and never back. Procedures set
-- aside what stood on an account that counts no more.
create or replace function public.visits_draftitem_goes_on()
returns trigger language plpgsql
set search_path = pg_catalog
as $$
begin
  if (new is not distinct from old
      or old.state = 'offered' and new.state in ('ready', 'set_aside')
         and new.released_by_id = wall.person()
      or old.state = 'ready' and new.state in ('written', 'set_aside')
         and (new.decided_by_id = wall.person() or current_user = 'unhidden_guard')
     ) is not true then
    raise exception 'a draft item never goes back' using errcode = '42501';
  end if;
  return new;
end $$;

-- Keep what the account that counts offers: the signs that its writer saw, as their own
-- observation; of those that they only heard of, or were told, the number alone. Of the
-- account before, what was not read yet is set aside; of what was, a correction is
-- offered.
create or replace function wall.offer_item(visit public.visits_visit, at timestamptz)
returns void language plpgsql volatile
set search_path = pg_catalog, pg_temp
as $$
declare
  seen record;
  former uuid;
begin
  if exists (select from public.operations_plannedvisit p
              where p.id = visit.planned_id
                and p.kind in ('soft', 'hotel', 'enforcement')) is not true then
    return;
  end if;
  update public.visits_draftitem d set state = 'set_aside', decided_at = at
   where d.visit_id = visit.id and d.state = 'ready' and not d.is_of_safeguarding;
  select d.id into former from public.visits_draftitem d
   where d.visit_id = visit.id and d.state = 'written' and not d.is_of_safeguarding
   order by d.offered_at desc, d.id limit 1;
  select string_agg(g.phrase_en, E'\n' order by g.code)
           filter (where s.how in ('', 'saw')) as words,
         coalesce(array_agg(g.code order by g.code)
           filter (where s.how in ('', 'saw')), '{}') as codes,
         count(*) filter (where s.how not in ('', 'saw')) as told
    into seen
    from public.visits_signanswer s
    join public.signs_sign g on g.code = s.sign_id
   where s.visit_id = visit.id and s.answer = 'seen';
  if seen.words is null and seen.told = 0 and former is null then
    return;
  end if;
  insert into public.visits_draftitem
    (id, account_id, visit_id, text, sign_codes, source, assessment, handling, state,
     is_of_safeguarding, offered_at, corrects_id)
  values
    (gen_random_uuid(), visit.account_id, visit.id,
     concat_ws(E'\n', coalesce(seen.words, 'No sign was seen.'),
       case when seen.told > 0 then
         'Heard or told, and not seen: ' || seen.told || '. Ask for a report.' end),
     seen.codes, '1', 'A', 'C', 'ready', false, at, former);
end $$;

-- What a visit looked for in vain, and how its premises stood by risk, for the desk to
-- know; of the account that counts now, with the day on which that was chosen.
create or replace function wall.keep_look(
  visit public.visits_visit, came_of text, at timestamptz)
returns void language plpgsql volatile
set search_path = pg_catalog, pg_temp
as $$
begin
  insert into public.intelligence_look as l
    (id, visit_id, premises_id, looked_on, came_of, score, band, not_seen)
  select md5('look' || visit.id)::uuid, visit.id, visit.premises_id,
         (visit.started_at at time zone 'Europe/London')::date, keep_look.came_of,
         coalesce(r.score, 0), coalesce(r.band, 'low'),
         coalesce((select jsonb_agg(a.sign_id order by a.sign_id)
                     from public.visits_signanswer a
                    where a.visit_id = visit.id and a.answer = 'not_seen'), '[]')
    from public.operations_plannedvisit p
    left join public.intelligence_premisesrisk r on r.premises_id = visit.premises_id
   where p.id = visit.planned_id and p.kind <> 'safeguarding'
  on conflict (visit_id) do update
    set looked_on = excluded.looked_on, came_of = excluded.came_of,
        not_seen = excluded.not_seen, corrected_at = keep_look.at;
end $$;
