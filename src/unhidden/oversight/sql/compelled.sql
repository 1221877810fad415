-- What was taken back is used for something new, because law compels it: one investigator
-- of the investigation asks, and another confirms, each in their own name and once. Its
-- words, hidden since it was taken back, are the investigation's again from then on.

-- The disclosure, locked, for who works on the investigation that took it. Not for
-- anybody to call.
create or replace function wall.hold_marked(wanted uuid)
returns boolean language plpgsql
set search_path = pg_catalog, pg_temp
as $$
declare
  d public.oversight_disclosure;
begin
  select * into d from public.oversight_disclosure h where h.id = wanted for update;
  if (d.state = 'accepted' and wall.may('investigation', d.investigation_id, 'write')
     ) is not true then
    perform wall.refuse('hold_marked');
  end if;
  return d.marked_at is not null;
end $$;

create or replace function wall.ask_compelled_use(
  wanted uuid, on_ground text, at timestamptz)
returns boolean language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  if wall.hold_marked(wanted) is not true then
    return false;
  end if;
  insert into public.oversight_disclosureuse
    (id, disclosure_id, ground, asked_by_id, asked_at)
  values (gen_random_uuid(), wanted, on_ground, wall.person(), at)
  on conflict (disclosure_id, ground) do nothing;
  return found;
end $$;

create or replace function wall.confirm_compelled_use(
  wanted uuid, on_ground text, at timestamptz)
returns boolean language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  if wall.hold_marked(wanted) is not true then
    return false;
  end if;
  update public.oversight_disclosureuse u
     set confirmed_by_id = wall.person(), confirmed_at = at
   where u.disclosure_id = wanted and u.ground = on_ground
     and u.confirmed_at is null and u.asked_by_id is distinct from wall.person();
  if found is not true then
    return false;
  end if;
  update public.oversight_disclosureitem i
     set investigation_id = d.investigation_id
    from public.oversight_disclosure d
   where d.id = wanted and i.disclosure_id = d.id and i.kind is distinct from 'reason';
  return true;
end $$;
