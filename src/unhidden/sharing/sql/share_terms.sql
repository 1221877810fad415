-- What a share must keep to: consent or a ground, the agreement, and who works on it.

-- The person's consent to sharing these kinds of data of a record of theirs with an
-- organisation, in force on a day. Overridden by the module that keeps consents
-- (wall_overrides in its apps.py).
create or replace function wall.consent_of(
  wanted text, record uuid, receiver uuid, scope text[], day date)
returns uuid language sql stable
return null::uuid;

-- Whether something sealed of a record was told to an organisation otherwise than by a
-- share. Overridden by the module that keeps that (wall_overrides in its apps.py).
create or replace function wall.is_told(sealed uuid, organisation uuid)
returns boolean language sql stable
return false;

-- Whether an organisation goes on opening something sealed that was theirs when they led
-- the record. Overridden by the module that keeps that (wall_overrides in its apps.py).
create or replace function wall.is_kept(sealed uuid, organisation uuid)
returns boolean language sql stable
return false;

-- What a module keeps of records that leave it: that a share was offered with its keys,
-- that it ended, and that a consent did. Overridden by the module that keeps that
-- (wall_overrides in its apps.py); for the procedures of shares alone.
create or replace function wall.note_crossing(s public.sharing_share, at timestamptz)
returns void language plpgsql
as $$ begin end $$;

create or replace function wall.end_crossing(share_id uuid, who uuid, at timestamptz)
returns void language plpgsql
as $$ begin end $$;

create or replace function wall.end_consented(wanted text, record uuid, at timestamptz)
returns void language plpgsql
as $$ begin end $$;

-- Whether something in a record must be checked before it may leave its organisation.
-- Overridden by the module that keeps such checks (wall_overrides in its apps.py).
create or replace function wall.waits_to_leave(record uuid)
returns boolean language sql stable
return false;

-- Whether leave that a record needs before this organisation may have it was given.
-- Overridden by the module that keeps such leave (wall_overrides in its apps.py).
create or replace function wall.is_released(wanted text, record uuid, receiver uuid)
returns boolean language sql stable
return true;

-- Whether somebody works for an organisation on such records for one of the purposes.
create or replace function wall.works_for(
  person uuid, organisation uuid, wanted text, purposes text[])
returns boolean language sql stable
set search_path = pg_catalog, pg_temp
return exists (
  select from public.agencies_engagement e
    join public.agencies_person p on p.id = e.person_id and p.is_active
    join wall.role_right r on r.role = e.role
   where e.person_id = works_for.person and e.organisation_id = works_for.organisation
     and e.approved_at is not null and e.ended_at is null
     and e.from_on <= wall.today() and (e.to_on is null or e.to_on >= wall.today())
     and wanted = any(string_to_array(r.domains, ','))
     and (purposes is null or r.purpose = any(purposes))
);

-- What is wrong with a share on this day; '' if nothing is.
create or replace function wall.share_fault(s public.sharing_share, day date)
returns text language plpgsql stable
set search_path = pg_catalog, pg_temp
as $$
declare
  terms record;
  head record;
begin
  if wall.in_force(s.agreement_id, day) is not true then
    return 'agreement';
  end if;
  select * into terms from public.sharing_agreement a where a.id = s.agreement_id;
  select * into head from wall.header(s.domain, s.record_id);
  if (s.to_organisation_id not in (s.from_organisation_id, head.organisation_id)
      and 2 = (select count(*) from public.sharing_party p
                where p.agreement_id = s.agreement_id
                  and p.organisation_id in (s.from_organisation_id, s.to_organisation_id))
      -- Support is not for those who enforce immigration law.
      and not (s.domain = 'safeguarding_case'
               and exists (select from public.agencies_organisation o
                            where o.id = s.to_organisation_id
                              and o.kind = 'law_enforcement'))) is not true then
    return 'parties';
  end if;
  if (s.domain = any(terms.domains)
      and s.categories <@ terms.categories and 'operational' = any(s.categories)
      and s.purposes <@ terms.purposes and cardinality(s.purposes) > 0
      and s.until_on >= day
      and not exists (select from unnest(s.purposes) as asked(purpose)
                       where not exists (
                         select from wall.role_right r
                          where r.purpose = asked.purpose
                            and s.domain = any(string_to_array(r.domains, ','))))
     ) is not true then
    return 'beyond';
  end if;
  if (s.consent_id is not null and wall.consent_of(s.domain, s.record_id, s.to_organisation_id,
                                                       s.categories, day) is not null
      or s.consent_id is null and length(s.ground) > 0
         and s.authorised_by_id is distinct from s.offered_by_id
         and wall.works_for(s.authorised_by_id, s.from_organisation_id, s.domain, null)
     ) is not true then
    return 'basis';
  end if;
  if wall.waits_to_leave(s.record_id) is not false then
    return 'waits';
  end if;
  if wall.is_released(s.domain, s.record_id, s.to_organisation_id) is not true then
    return 'release';
  end if;
  return '';
end $$;
