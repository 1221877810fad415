-- The record of a visit is of the kind that was declared at its door.

-- Of a safeguarding visit it tells no entry by power, no arrest or notice, no condoms and
-- no takings; a visit by consent that went in by a power names who turned it, and how.
-- Asked once the row is there: whoever opens a record meets its plan through it.
create or replace function public.visits_visit_keeps_its_purpose()
returns trigger language plpgsql
set search_path = pg_catalog, pg_temp
as $$
declare
  declared text;
begin
  select p.kind into declared from public.operations_plannedvisit p
   where p.id = new.planned_id;
  if (declared = 'enforcement'
      or declared in ('soft', 'hotel')
         and (new.entry_basis <> 'power'
              or exists (select from public.operations_enforcementturn t
                          where t.planned_id = new.planned_id))
      or declared = 'safeguarding'
         and new.entry_basis <> 'power' and new.arrests = 0 and new.notices = 0
         and new.outcome not in ('arrest', 'notice_served')
         and concat_ws(' ', new.narrative, new.entry_detail, new.purpose_told) !~*
             '\m([cg]h?ondom(s|au)?|takings|dd?erbyniadau)\M') is not true then
    raise exception 'a visit keeps its declared purpose' using errcode = '42501';
  end if;
  return null;
end $$;

-- From a safeguarding visit nothing is referred to immigration: a release alone may be
-- agreed, by a supervisor who did not ask for it.
create or replace function public.visits_referral_keeps_its_purpose()
returns trigger language plpgsql
set search_path = pg_catalog, pg_temp
as $$
begin
  if (new."to" <> 'home_office'
      or exists (select from public.visits_visit v
                   join public.operations_plannedvisit p on p.id = v.planned_id
                  where v.id = new.visit_id and p.kind <> 'safeguarding')) is not true
  then
    raise exception 'a visit keeps its declared purpose' using errcode = '42501';
  end if;
  return null;
end $$;
