-- What the visit that this transaction records looked for in vain, and what it offers the
-- desk. Whoever records it is told nothing. A safeguarding visit tells the desk nothing by
-- itself.
create or replace function wall.note_look(came_of text)
returns void language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  visit public.visits_visit;
begin
  select v.* into visit from public.visits_visit v where v.id = wall.opening('visit');
  if exists (select from public.intelligence_look l where l.visit_id = visit.id) then
    return;
  end if;
  -- Of no visit nothing is kept or offered.
  perform wall.keep_look(visit, came_of, visit.recorded_at);
  perform wall.offer_item(visit, visit.recorded_at);
end $$;
