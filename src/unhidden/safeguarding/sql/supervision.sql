-- For a safeguarding lead: how many cases each organisation had at the beginning of this
-- month, and how many of them had something overdue. A case counts where it was led then,
-- whoever leads it since. Counts under five are not told, and larger ones go in steps of
-- five: no single case comes or goes in them. Nothing else of a case is said.
create or replace function wall.case_figures()
returns table(organisation uuid, open_cases integer, overdue_cases integer)
language plpgsql stable security definer parallel restricted
set search_path = pg_catalog, pg_temp
as $$
declare
  begun timestamptz := date_trunc('month', now() at time zone 'Europe/London')
                       at time zone 'Europe/London';
begin
  if (wall.purpose() = 'safeguarding_support'
      and wall.meets('possible_victims', '{read}')) is not true then
    perform wall.refuse('case_figures');
  end if;
  return query
    select f.lead, case when f.going >= 5 then f.going / 5 * 5 end,
           case when f.late >= 5 then f.late / 5 * 5 end
      from (
        select coalesce(
                 (select t.from_organisation_id from public.safeguarding_casetransfer t
                   where t.case_id = c.id and t.state = 'done' and t.ended_at >= begun
                   order by t.ended_at, t.id limit 1),
                 c.lead_id) as lead,
               count(*)::integer as going,
               count(*) filter (where exists (
                 select from public.safeguarding_deadline d
                  where d.case_id = c.id and d.due_at < begun
                    and (d.met_at is null or d.met_at >= begun)
                    and (d.ended_at is null or d.ended_at >= begun)))::integer as late
          from public.safeguarding_case c
         where c.opened_at < begun and (c.closed_at is null or c.closed_at >= begun)
         group by 1
      ) f
     order by f.lead;
end $$;
