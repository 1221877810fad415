-- The files of a form that is not sent yet, for whoever has its key: the public site's
-- role may add files and read none.
create or replace function wall.files_kept_with(form uuid)
returns table(id uuid, number smallint, kind text, kilobytes integer, found text[])
language sql stable strict security definer
set search_path = pg_catalog, pg_temp as $$
  select f.id, f.number, f.kind::text, f.kilobytes, f.found::text[]
    from public.reporting_reportfile f
   where f.form_key = files_kept_with.form
     and not exists (select from public.reporting_report r
                      where r.form_key = files_kept_with.form)
   order by f.number
$$;

-- Files with their pieces and the keys to them; for the procedures below.
create or replace function wall.drop_files(gone uuid[])
returns integer language plpgsql
set search_path = pg_catalog, pg_temp as $$
declare
  dropped integer;
begin
  delete from public.vault_recordkey k where k.record_id = any(gone);
  delete from public.reporting_filechunk c where c.file_id = any(gone);
  delete from public.reporting_reportfile f where f.id = any(gone);
  get diagnostics dropped = row_count;
  return dropped;
end $$;

-- One of them is taken away again, before the form is sent.
create or replace function wall.take_file_away(form uuid, file uuid)
returns boolean language sql volatile strict security definer
set search_path = pg_catalog, pg_temp as $$
  select wall.drop_files(array(
    select f.id from wall.files_kept_with(take_file_away.form) f
     where f.id = take_file_away.file)) = 1
$$;

-- The worker: what came two days ago and more with a form that was never sent, or whose
-- report is gone.
create or replace function wall.purge_unsent_files()
returns integer language sql volatile security definer
set search_path = pg_catalog, pg_temp as $$
  select wall.drop_files(array(
    select f.id from public.reporting_reportfile f
     where f.received_on < (clock_timestamp() at time zone 'Europe/London')::date - 1
       and not exists (select from public.reporting_report r
                        where r.form_key = f.form_key)))
$$;
