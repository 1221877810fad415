-- Whether others have a record, or are offered it, or must still confirm that nothing of
-- it is kept: until then it is not disposed of behind their backs.
create or replace function wall.is_shared(record uuid)
returns boolean language sql stable
set search_path = pg_catalog, pg_temp
return exists (
  select from public.sharing_share s
   where s.record_id = is_shared.record
     and (s.state in ('draft', 'offered', 'accepted')
          or s.state = 'ended' and s.deleted_at is null)
);

-- Shares that are over go with the words of their record. Called by the procedures that
-- dispose of one; who shared what with whom stands in the record of what was done.
create or replace function wall.forget_shares(record uuid)
returns void language plpgsql
set search_path = pg_catalog, pg_temp
as $$
begin
  delete from public.sharing_share s where s.record_id = record;
end $$;
