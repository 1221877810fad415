-- Hand an envelope that one's team was sent in confidence to the case of a possible victim
-- of the same visit: its team reads it from then on. For who may read both; once handed,
-- it stays with that case. Gives the case, and the organisation that leads it, whose keys
-- it is to be sealed to as well; no row while no case is open.
create or replace function wall.hand_inner(envelope uuid, person uuid)
returns table(case_id uuid, lead_id uuid) language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  told public.field_innerenvelope;
  held record;
begin
  select e.* into told from public.field_innerenvelope e
   where e.id = envelope for no key update;
  select c.id, c.lead_id, v.id as visit into held
    from public.visits_possiblevictim p
    join public.visits_visit v on v.id = p.visit_id
    join public.visits_account a on a.planned_id = v.planned_id
    left join public.safeguarding_case c on c.possible_victim_id = p.id
   where p.id = person and a.id = told.account_id;
  if (wall.purpose() = 'safeguarding_support'
      and wall.meets('safeguarding_plan', '{read}')
      and exists (select from public.vault_team t
                   where t.id = told.team_id
                     and t.organisation_id = wall.organisation())
      and wall.may('visit', held.visit, 'read')
      and (told.handed_case_id is null or told.handed_case_id = held.id)) is not true then
    perform wall.refuse('hand_inner');
  end if;
  if held.id is not null then
    update public.field_innerenvelope e set handed_case_id = held.id
     where e.id = envelope;
    return query select held.id, held.lead_id;
  end if;
end $$;
