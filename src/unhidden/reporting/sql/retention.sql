-- In time a report of the public goes altogether.

-- What the modules above keep of a report, and forget with it. Overridden by the
-- module that has some (wall_overrides in its apps.py).
create or replace function wall.forget_report(report uuid)
returns void language sql
begin atomic
  select null;
end;

-- The reports whose time is over: dealt with and opened, held by nobody, and so many
-- days after the last that was done about them. An operator may not set fewer than 30.
create or replace function wall.reports_over(days integer, day date)
returns setof uuid language plpgsql stable security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  return query
    select r.id from public.reporting_report r
     where r.status = 'done'
       and not r.has_news
       and not wall.is_held(r.id)
       and greatest(r.done_on, r.active_on,
                    (select max(m.sent_on) from public.reporting_message m
                      where m.report_id = r.id))
           + greatest(days, 30) < least(day, wall.today())
     order by r.id;
end $$;

-- Delete one of them with all that belongs to it; whether it was still over.
create or replace function wall.delete_report(report uuid, days integer, day date)
returns boolean language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  locked uuid;
begin
  select r.id into locked
    from public.reporting_report r where r.id = report for update;
  if report not in (select wall.reports_over(days, day)) then
    return false;
  end if;
  delete from public.vault_recordkey k
   where k.record_id in (select wall.rows_of_report(report));
  delete from public.reporting_message m where m.report_id = report;
  delete from public.reporting_passing p where p.report_id = report;
  delete from public.reporting_hold h where h.report_id = report;
  delete from public.reporting_handover h where h.report_id = report;
  delete from public.reporting_urgencychange u where u.report_id = report;
  perform wall.forget_report(report);
  delete from public.reporting_report r where r.id = locked;
  return true;
end $$;
