-- How many are signed up for an event, and nothing besides: the public site's role may
-- sign people up and reads no sign-up.
create or replace function wall.places_taken(wanted uuid)
returns bigint language sql stable strict security definer
set search_path = pg_catalog, pg_temp
return (
  select coalesce(sum(s.places), 0) from public.operations_signup s
   where s.event_id = places_taken.wanted
);
