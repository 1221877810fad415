-- What came of investigations, for whom it may be said to: codes and numbers alone.

-- An order is served once, and its days stay as the court made them.
create or replace function public.investigations_order_is_served_once()
returns trigger language plpgsql
set search_path = pg_catalog, pg_temp
as $$
begin
  if (new.served_on is not distinct from old.served_on
      or old.served_on is null and new.served_on >= old.made_on
         and new.served_on <= (clock_timestamp() at time zone 'Europe/London')::date)
       is not true then
    raise exception 'an order is served once'
      using errcode = '23514', constraint = 'an_order_is_served_once';
  end if;
  return new;
end $$;

-- What keeps everything of an investigation from being destroyed ends by its senior
-- investigating officer, or the deputy.
create or replace function public.investigations_retentionhold_is_ended()
returns trigger language plpgsql
set search_path = pg_catalog, pg_temp
as $$
begin
  if new.investigation_id = any(
       wall.investigations_by_post('{sio,deputy_sio}')) is not true then
    raise exception 'a hold is ended by who leads the investigation'
      using errcode = '23514', constraint = 'a_hold_is_ended_by_who_leads';
  end if;
  return new;
end $$;

-- Of how many people each outcome stands, by the visit of the operation with which their
-- investigation began: for whoever answers for the results of that operation. An
-- investigation counts with the first of its visits, and not where that was recalled.
-- ``none`` is of whoever is neither convicted nor under an order.
create or replace function wall.outcomes_of_operation(operation uuid)
returns table(visit_id uuid, outcome text, people integer)
language plpgsql stable security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  if (wall.meets('statistic', '{read}') and wall.may('operation', operation, 'read'))
       is not true then
    return;
  end if;
  return query
    with began as (
      select distinct on (g.investigation_id) g.investigation_id, g.source_id
        from public.investigations_origin g
        join public.visits_visit v on v.id = g.source_id
        join public.operations_plannedvisit p on p.id = v.planned_id
       where g.kind = 'visit' and g.recalled_at is null and p.operation_id = operation
       order by g.investigation_id, g.brought_at, g.id),
    stands as (
      select b.source_id, o.person_id, o.kind
        from began b
        join public.investigations_outcome o on o.investigation_id = b.investigation_id
       where o.takes_back_id is null
         and not exists (select from public.investigations_outcome w
                          where w.takes_back_id = o.id)),
    told as (
      select s.source_id, s.person_id,
             case s.kind when 'charged' then 'charged'
                         when 'convicted' then 'convicted'
                         when 'order_made' then 'orders'
                         else 'none' end as outcome
        from stands s)
    select t.source_id, t.outcome, count(distinct t.person_id)::integer
      from told t
     where t.outcome <> 'none'
        or not exists (select from told m
                        where m.person_id = t.person_id
                          and m.outcome in ('convicted', 'orders'))
     group by t.source_id, t.outcome
     order by t.source_id, t.outcome;
end $$;

-- What came of investigations that a report of the desk led to: which kinds of outcome
-- stand, and nothing of whom, how many or when. For whoever reads the report at the desk.
create or replace function wall.outcomes_of_report(report uuid)
returns text[] language plpgsql stable security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  if wall.may('intelligence', report, 'write') is not true then
    return '{}';
  end if;
  return array(
    select distinct o.kind::text
      from public.investigations_origin g
      join public.investigations_outcome o on o.investigation_id = g.investigation_id
     where g.kind = 'intelligence' and g.source_id = report and g.recalled_at is null
       and o.takes_back_id is null
       and not exists (select from public.investigations_outcome b
                        where b.takes_back_id = o.id)
     order by 1);
end $$;
