-- The reports that this person may see, where they are at most so many; null where there
-- are more. What lies under them is read through then, however much there is elsewhere.
-- No plan is kept: how it is found out depends on whose they are.
create or replace function wall.few_in_view(most integer)
returns uuid[]
language plpgsql stable
set search_path = pg_catalog, pg_temp
set plan_cache_mode = force_custom_plan
as $$
declare
  {{ sight:intelligence }}
  found uuid[];
begin
  found := array(
    select head.id from public.intelligence_intelligencereport head
     where {{ seen:intelligence }}
     limit most + 1);
  return case when cardinality(found) <= most then found end;
end $$;
