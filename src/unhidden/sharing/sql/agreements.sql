-- Agreements: signed by each party for itself, ended by any of them with all that
-- rests on it.

create or replace function wall.in_force(wanted uuid, day date)
returns boolean language sql stable
set search_path = pg_catalog, pg_temp
return exists (
  select from public.sharing_agreement a
   where a.id = wanted and a.ended_at is null
     and day between a.from_on and a.to_on
     and not exists (select from public.sharing_party p
                      where p.agreement_id = a.id and p.signed_at is null)
);

-- The day of what is done; nobody acts on a day that has not come.
create or replace function wall.day_of(at timestamptz)
returns date language sql stable
return (least(at, clock_timestamp()) at time zone 'Europe/London')::date;

-- Whether this person's role signs and ends agreements for its organisation (in
-- src/unhidden/agencies/policies.py, sharing.keep_agreements).
create or replace function wall.keeps_agreements()
returns boolean language plpgsql stable
set search_path = pg_catalog, pg_temp
as $$
begin
  return (wall.claims())[4] in
    ('planner', 'support_manager', 'safeguarding_lead', 'investigator', 'overseer');
end $$;

-- Sign for one's own organisation the very terms that were read; '' or why not.
create or replace function wall.sign_agreement(wanted uuid, seen integer, at timestamptz)
returns text language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  terms record;
begin
  select * into terms from public.sharing_agreement a where a.id = wanted for update;
  if (found
      and wall.keeps_agreements()
      and exists (select from public.sharing_party p
                   where p.agreement_id = wanted
                     and p.organisation_id = wall.organisation())) is not true then
    perform wall.refuse('sign_agreement');
  end if;
  if (terms.version = seen and terms.ended_at is null
      and wall.day_of(at) <= terms.to_on) is not true then
    return 'moved';
  end if;
  update public.sharing_party p
     set signed_by_id = wall.person(), signed_at = at
   where p.agreement_id = wanted and p.organisation_id = wall.organisation()
     and p.signed_at is null;
  if found is not true then
    return 'moved';
  end if;
  update public.sharing_agreement a set is_final = true where a.id = wanted;
  return '';
end $$;

-- End an agreement and every share under it, and the keys; gives their ids. Any party may.
create or replace function wall.end_agreement(wanted uuid, reason text, at timestamptz)
returns uuid[] language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  one uuid;
  closed uuid[] := '{}';
begin
  perform from public.sharing_agreement a
    join public.sharing_party p on p.agreement_id = a.id
   where a.id = wanted and p.organisation_id = wall.organisation()
     and wall.keeps_agreements() for update of a;
  if found is not true then
    perform wall.refuse('end_agreement');
  end if;
  update public.sharing_agreement a
     set is_final = true, ended_at = at, ended_by_id = wall.person(), end_reason = reason
   where a.id = wanted and a.ended_at is null;
  if found is not true then
    return null;
  end if;
  for one in
    select s.id from public.sharing_share s
     where s.agreement_id = wanted and s.state in ('draft', 'offered', 'accepted')
     order by s.id for update
  loop
    perform wall.close_share(one, 'agreement', reason, wall.person(), at);
    closed := closed || one;
  end loop;
  return closed;
end $$;
