-- One import of published files at a time: the worker's.
create or replace function wall.import_turn()
returns void language sql security definer
set search_path = pg_catalog, pg_temp
as $$ select wall.take_turn('importing') $$;
