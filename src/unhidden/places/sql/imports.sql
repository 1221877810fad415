-- One import of published files at a time: the worker's. It may take minutes, and the
-- next one waits: nobody else can hold this turn.
create or replace function wall.import_turn()
returns void language sql security definer
set search_path = pg_catalog, pg_temp
set lock_timeout = 0
as $$ select wall.take_turn('importing') $$;
