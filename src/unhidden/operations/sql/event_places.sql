-- How many are signed up for an event, and nothing besides: the public site's role may
-- sign people up and reads no sign-up.
create or replace function wall.places_taken(wanted uuid)
returns bigint language sql stable strict security definer
set search_path = pg_catalog, pg_temp
return (
  select coalesce(sum(s.places), 0) from public.operations_signup s
   where s.event_id = places_taken.wanted
);

-- The turn at an event, for who signs up: two never take the last place.
create or replace function wall.event_turn(event uuid)
returns void language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  if (select e.is_public from public.operations_publicevent e
       where e.id = event) is not true then
    perform wall.refuse('event_turn');
  end if;
  perform wall.take_turn('event', event);
end $$;
