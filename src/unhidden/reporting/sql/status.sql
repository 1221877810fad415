-- The status of a report for whoever has its receipt words, and nothing besides.
-- The public site's role may add reports and read none.
create or replace function wall.report_status_of(digest text)
returns text language sql stable strict security definer
set search_path = pg_catalog, pg_temp
return (
  select r.status::text from public.reporting_report r
   where r.receipt_digest = report_status_of.digest
);
drop function if exists public.reporting_status_of(text);
