-- A custodian hands over the originals of a report that was passed on; '' or why not.
-- ``team`` are the keys of the receiving desk's custodians, and somebody must hold them:
-- what is handed to nobody is lost.
create or replace function wall.hand_originals(handover uuid, team uuid, at timestamptz)
returns text language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  h public.reporting_handover;
begin
  select * into h
    from public.reporting_handover o where o.id = handover for update;
  if exists (
    select from public.reporting_custodian c
     where c.organisation_id = h.keeper_id
       and c.organisation_id = wall.organisation()
       and c.person_id = wall.person()
       and c.agreed_by is not null and c.ended_at is null) is not true then
    perform wall.refuse('hand_originals');
  end if;
  if h.handed_at is not null then
    return 'handed';
  end if;
  if exists (
    select from public.reporting_custodian c
      join public.vault_membership m on m.member_id = c.person_id
     where c.organisation_id = h.to_desk_id
       and c.agreed_by is not null and c.ended_at is null
       and m.team_id = team and m.team_id is distinct from h.to_desk_id
       and m.admitted_at is not null and m.ended_at is null) is not true then
    return 'nobody';
  end if;
  if exists (
    select from unnest(h.file_ids) as file
     where not exists (select from public.vault_recordkey k
                        where k.record_id = file and k.team_id = team
                          and k.slot = 'reporting_reportfile.original')) then
    return 'keys';
  end if;
  delete from public.vault_recordkey k
   where k.record_id = any(h.file_ids) and k.team_id <> team
     and k.slot = 'reporting_reportfile.original';
  update public.reporting_handover o
     set handed_at = at, handed_by = wall.person() where o.id = h.id;
  return '';
end $$;
