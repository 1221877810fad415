-- The record of a safeguarding visit reaches those who enforce immigration law once a
-- supervisor agreed to a release of it, and not by an agreement between organisations
-- alone. Overrides what sharing asks.
create or replace function wall.is_released(wanted text, record uuid, receiver uuid)
returns boolean language sql stable
set search_path = pg_catalog, pg_temp
return wanted is distinct from 'visit'
  or exists (select from public.agencies_organisation o
              where o.id = is_released.receiver and o.kind <> 'law_enforcement')
  or exists (select from public.visits_visit v
               join public.operations_plannedvisit p on p.id = v.planned_id
              where v.id = is_released.record
                and (p.kind <> 'safeguarding'
                     or exists (select from public.visits_immigrationrelease r
                                 where r.visit_id = v.id
                                   and r.agreed_at is not null)));
