-- A report goes to another organisation's desk.

-- The rows that have something sealed of one report: itself, what was said since, and
-- the files that came with it.
create or replace function wall.rows_of_report(report uuid)
returns setof uuid language plpgsql stable
set search_path = pg_catalog, pg_temp
as $$
begin
  return query
    select rows_of_report.report
     union all
    select m.id from public.reporting_message m
     where m.report_id = rows_of_report.report
     union all
    select f.id from public.reporting_reportfile f
      join public.reporting_report r on r.form_key = f.form_key
     where r.id = rows_of_report.report;
end $$;

-- The originals of its files stay with the custodians who hold them, until these hand
-- them over. They wait for whichever desk has the report; and for nobody where it comes
-- back to the desk of these custodians.
create or replace function wall.leave_originals(report uuid, receiver uuid)
returns void language plpgsql
set search_path = pg_catalog, pg_temp
as $$
begin
  update public.reporting_handover h set to_desk_id = receiver
   where h.report_id = report and h.handed_at is null;
  if found is not true then
    insert into public.reporting_handover
      (id, report_id, keeper_id, to_desk_id, file_ids)
    select gen_random_uuid(), r.id, r.desk_id, receiver,
           array_agg(f.id order by f.number)
      from public.reporting_report r
      join public.reporting_reportfile f on f.form_key = r.form_key
     where r.id = report
     group by r.id;
  end if;
  delete from public.reporting_handover h
   where h.report_id = report and h.handed_at is null and h.keeper_id = receiver;
end $$;

-- Hand a report that nobody has decided on to another desk; '' or why not. The receiver
-- must be able to open all that the giver can; from then on nobody else is. Originals
-- are the custodians', and not the desk's.
create or replace function wall.pass_report(report uuid, receiver uuid)
returns text language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  state text;
begin
  select r.status into state
    from public.reporting_report r where r.id = report for update;
  if (wall.may('report', report, 'write')
      and receiver is distinct from wall.organisation()) is not true then
    perform wall.refuse('pass_report');
  end if;
  if (state = 'waiting') is not true then
    return 'decided';
  end if;
  if exists (
    select from public.vault_recordkey k
     where k.record_id in (select wall.rows_of_report(report))
       and k.slot is distinct from 'reporting_reportfile.original'
       and not exists (select from public.vault_recordkey other
                        where other.record_id = k.record_id and other.slot = k.slot
                          and other.team_id = receiver)) then
    return 'keys';
  end if;
  delete from public.vault_recordkey k
   where k.record_id in (select wall.rows_of_report(report))
     and k.slot <> 'reporting_reportfile.original'
     and k.team_id <> receiver;
  perform wall.leave_originals(report, receiver);
  update public.reporting_report r
     set desk_id = receiver, seen_on = null
   where r.id = report;
  return '';
end $$;
