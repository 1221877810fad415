-- A report of the public is deleted when its time is over: what was decided on it, and
-- who had it, goes too. An intelligence report keeps the id of what it came from, its
-- own words sealed.
create or replace function wall.forget_report(report uuid)
returns void language plpgsql
set search_path = pg_catalog, pg_temp
as $$
begin
  delete from public.intelligence_triage t where t.report_id = forget_report.report;
  delete from public.intelligence_assignment a where a.report_id = forget_report.report;
  delete from public.intelligence_spammark s where s.report_id = forget_report.report;
  delete from public.intelligence_dangertolife d where d.report_id = forget_report.report;
  delete from public.intelligence_nocall n where n.report_id = forget_report.report;
end $$;
