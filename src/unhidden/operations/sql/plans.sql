-- Who meets which plan (docs/decisions/plans-by-team.md).

-- The plans of this person's own teams, leading or in support: a team is an organisation's own on a day on which
-- one of its colleagues is on it. Of a safeguarding visit that is who goes there, and who
-- helps; and once its day is past, who has still to record it. What is over opens by its
-- record.
create or replace function wall.own_plans()
returns uuid[] language plpgsql stable security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  person uuid := wall.person();
  goes boolean := wall.purpose() = 'operation_delivery'
                  and wall.meets('visit', '{read,create}');
  helps boolean := wall.meets('safeguarding_plan', '{read}');
begin
  return (
    select coalesce(array_agg(p.id), '{}')
      from public.operations_operation o
      join public.operations_plannedvisit p on p.operation_id = o.id
     cross join lateral (
       select p.team_id as id union all select s.team_id
         from public.operations_supportingcrew s where s.visit_id = p.id) c
      join public.operations_teammember m on m.team_id = c.id
     where o.status in ('planned', 'running')
       and m.organisation_id = wall.organisation()
       and exists (select from public.agencies_engagement e
                    where e.person_id = m.person_id
                      and e.organisation_id = m.organisation_id
                      and e.approved_at is not null
                      and e.ended_at is null
                      and e.from_on <= p.on
                      and (e.to_on is null or e.to_on >= p.on))
       and ((goes and (m.person_id = person or p.kind is distinct from 'safeguarding'))
            or (helps and p.kind = 'safeguarding'))
       and (p.on >= wall.today() or (m.person_id = person and p.status = 'planned'))
  );
end $$;

-- The hours of an operation at which something is still to be done, by anybody: for those
-- who see the operation. Not what, where, by whom, nor how much of it.
create or replace function wall.taken(operation uuid)
returns table(on_day date, from_hour integer, to_hour integer)
language plpgsql stable security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  if wall.may('operation', operation, 'read') is not true then
    return;
  end if;
  return query
    select h.day, min(h.hour), max(h.hour) + 1
      from (select d.day, d.hour,
                   d.hour - dense_rank() over (partition by d.day order by d.hour) as run
              from (select distinct p.on as day,
                           extract(hour from p.starts_at)::integer as hour
                      from public.operations_plannedvisit p
                     where p.operation_id = taken.operation
                       and p.status = 'planned'
                       and p.starts_at is not null
                       and p.on >= wall.today()) d) h
     group by h.day, h.run
     order by 1, 2;
end $$;

-- Note that a visit was made, and how it stood before: for who is on one of its crews, while the
-- operation runs. Whoever comes second waits for the first.
create or replace function wall.make_visit(planned uuid)
returns text language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  held record;
begin
  select p.status, p.operation_id, p.team_id into held
    from public.operations_plannedvisit p
   where p.id = planned
     for no key update;
  if (wall.purpose() = 'operation_delivery'
      and wall.meets('visit', '{create}')
      and wall.may('operation', held.operation_id, 'read')
      and exists (select from public.operations_teammember m
                   where (m.team_id = held.team_id or m.team_id in (
                            select s.team_id from public.operations_supportingcrew s
                             where s.visit_id = planned))
                     and m.person_id = wall.person()
                     and m.organisation_id = wall.organisation())) is not true then
    perform wall.refuse('make_visit');
  end if;
  if held.status = 'planned' then
    update public.operations_plannedvisit p set status = 'done'
      from public.operations_operation o
     where p.id = planned and o.id = p.operation_id and o.status = 'running';
    if found is not true then
      return 'not running';
    end if;
  end if;
  return held.status;
end $$;
