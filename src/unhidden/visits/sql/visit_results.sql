-- What the visit that this transaction records looked for in vain, and how its premises
-- stood by risk, for the desk to know. Whoever records it is told nothing. A safeguarding
-- visit tells the desk nothing by itself.
create or replace function wall.note_look(came_of text)
returns void language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  insert into public.intelligence_look
    (id, visit_id, premises_id, looked_on, came_of, score, band, not_seen)
  select md5('look' || v.id)::uuid, v.id, v.premises_id,
         (v.started_at at time zone 'Europe/London')::date, note_look.came_of,
         coalesce(r.score, 0), coalesce(r.band, 'low'),
         coalesce((select jsonb_agg(a.sign_id order by a.sign_id)
                     from public.visits_signanswer a
                    where a.visit_id = v.id and a.answer = 'not_seen'), '[]')
    from public.visits_visit v
    left join public.intelligence_premisesrisk r on r.premises_id = v.premises_id
    join public.operations_plannedvisit p on p.id = v.planned_id
   where v.id = wall.opening('visit') and p.kind <> 'safeguarding'
  on conflict do nothing;
end $$;
