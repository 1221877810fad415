-- Who was let in to a record, and kept out, goes with a record that is disposed of.
-- Called by the procedures that dispose of one.
create or replace function wall.forget_ways_in(record uuid)
returns void language plpgsql
set search_path = pg_catalog, pg_temp
as $$
begin
  delete from public.access_grant g where g.record_id = record;
  delete from public.access_exclusion x where x.record_id = record;
  delete from wall.turn t where t.subject = record;
end $$;
