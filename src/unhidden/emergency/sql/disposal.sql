-- Whether an emergency access to a record is asked for, open, or not reviewed yet.
create or replace function wall.is_in_emergency(record uuid)
returns boolean language sql stable
set search_path = pg_catalog, pg_temp
return exists (
  select from public.emergency_access a
   where a.record_id = is_in_emergency.record
     and a.reviewed_at is null
     and (a.opened_at is not null
          or a.ended_at is null and a.until_at > clock_timestamp())
);

-- That somebody had access in an emergency, and how it was reviewed, outlasts the record;
-- what was told of its content does not.
create or replace function wall.forget_emergencies(record uuid)
returns void language plpgsql
set search_path = pg_catalog, pg_temp
as $$
begin
  update public.emergency_access a
     set words = 'Erased with the record that it was about.', review_words = ''
   where a.record_id = record;
end $$;
