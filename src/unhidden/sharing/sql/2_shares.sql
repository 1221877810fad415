-- Shares: one row each, moved from state to state only here. What a procedure refuses
-- because the caller may not is a refusal of the wall; what has changed meanwhile, or
-- goes beyond the agreement, is told by a word.

-- The person's consent to sharing a record of theirs, in force now. The module that
-- keeps consents puts its own answer in this one's place.
create or replace function wall.consent_of(wanted text, record uuid)
returns uuid language sql stable
return null::uuid;

-- Whether something in a record must be checked before it may leave its organisation.
-- The module that keeps such checks puts its own answer in this one's place.
create or replace function wall.waits_to_leave(record uuid)
returns boolean language sql stable
return false;

create or replace function wall.domains_in_view()
returns text[] language sql stable security definer parallel restricted
set search_path = pg_catalog, pg_temp
return coalesce(string_to_array((wall.claims())[9], ','), '{}');

-- The shares that this person meets: of records they see, and to their organisation.
create or replace function wall.shares_in_view()
returns uuid[] language plpgsql stable security definer parallel restricted
set search_path = pg_catalog, pg_temp
as $$
declare
  me text[] := wall.claims();
  own uuid := nullif(me[3], '')::uuid;
  held uuid[] := wall.met();
  closed uuid[] := wall.excluded();
begin
  return (
    select coalesce(array_agg(s.id), '{}')
      from public.sharing_share s
      cross join lateral wall.header(s.domain, s.record_id) h
     where s.domain = any(string_to_array(me[9], ','))
       and h.sensitivity <= me[6]::integer
       and s.record_id <> all(closed)
       and (s.to_organisation_id = own and s.state <> 'draft'
            or s.record_id = any(held)
               and s.to_organisation_id <> own
               and exists (select from public.access_grant g
                            where g.record_id = s.record_id and g.basis = 'team'
                              and g.ended_at is null
                              and (g.person_id = nullif(me[1], 'system')::uuid
                                   or g.organisation_id = own))
            or h.organisation_id = own and not h.is_restricted
               and s.domain || ':read' = any(string_to_array(me[10], ',')))
  );
end $$;

-- How many of them wait for this person's organisation, at whatever task of theirs.
create or replace function wall.shares_waiting()
returns bigint language plpgsql stable security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  me text[] := wall.claims();
  closed uuid[] := wall.excluded();
begin
  return (
    select count(*) from public.sharing_share s
     where s.to_organisation_id = nullif(me[3], '')::uuid
       and (s.state = 'offered' or s.state = 'ended' and s.deleted_at is null)
       and s.record_id <> all(closed)
       and exists (select from wall.role_right r
                    where r.role = me[4] and s.domain = any(string_to_array(r.domains, ','))));
end $$;

-- Whether somebody works for an organisation on such records for one of the purposes.
create or replace function wall.works_for(
  person uuid, organisation uuid, wanted text, purposes text[])
returns boolean language sql stable security definer
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
returns text language plpgsql stable security definer
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
  if (s.consent_id is not null and wall.consent_of(s.domain, s.record_id) is not null
      or s.consent_id is null and length(s.ground) > 0
         and s.authorised_by_id is distinct from s.offered_by_id
         and wall.works_for(s.authorised_by_id, s.from_organisation_id, s.domain, null)
     ) is not true then
    return 'basis';
  end if;
  if wall.waits_to_leave(s.record_id) is not false then
    return 'waits';
  end if;
  return '';
end $$;

-- Write a share down, for whoever decides who is on the record.
create or replace function wall.draft_share(share_id uuid, content jsonb, at timestamptz)
returns text language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  s public.sharing_share := jsonb_populate_record(null::public.sharing_share, content);
  fault text;
begin
  if wall.may(s.domain, s.record_id, 'manage') is not true then
    perform wall.refuse('draft_share');
  end if;
  s.from_organisation_id := wall.organisation();
  s.offered_by_id := wall.person();
  s.consent_id := case when (content->>'by_consent')::boolean
                       then wall.consent_of(s.domain, s.record_id) end;
  fault := wall.share_fault(s, wall.day_of(at));
  if (fault = '') is not true then
    return fault;
  end if;
  insert into public.sharing_share
    (id, domain, record_id, agreement_id, from_organisation_id, to_organisation_id,
     categories, purposes, consent_id, ground, ground_words, authorised_by_id, until_on,
     urgency, area, needs, language, is_safe_to_contact, state, version, offered_by_id,
     offered_at, answer_reason, end_code, end_reason)
  values
    (share_id, s.domain, s.record_id, s.agreement_id, s.from_organisation_id,
     s.to_organisation_id, s.categories, s.purposes, s.consent_id, coalesce(s.ground, ''),
     coalesce(s.ground_words, ''), s.authorised_by_id, s.until_on, s.urgency, s.area,
     s.needs, s.language, s.is_safe_to_contact, 'draft', 1, s.offered_by_id, at, '', '', '');
  return '';
end $$;

-- The share, locked. Those who share it decide who is on the record; those who receive
-- it work for that organisation at what brings such records into view.
create or replace function wall.share_of_giver(share_id uuid)
returns public.sharing_share language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  s public.sharing_share;
begin
  select * into s from public.sharing_share h where h.id = share_id for update;
  -- Nobody may do anything to the record of a share that is not there.
  if (wall.may(s.domain, s.record_id, 'manage')
      and s.to_organisation_id is distinct from wall.organisation()) is not true then
    perform wall.refuse('share_of_giver');
  end if;
  return s;
end $$;

create or replace function wall.share_of_receiver(share_id uuid)
returns public.sharing_share language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  s public.sharing_share;
begin
  select * into s from public.sharing_share h where h.id = share_id for update;
  if (found
      and s.to_organisation_id = wall.organisation()
      and s.offered_by_id is distinct from wall.person()
      and s.domain = any(wall.domains_in_view())
      and not (s.record_id = any(wall.excluded()))
      and s.state is distinct from 'draft') is not true then
    perform wall.refuse('share_of_receiver');
  end if;
  return s;
end $$;

create or replace function wall.offer_share(
  share_id uuid, seen integer, expires timestamptz, at timestamptz)
returns text language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  s public.sharing_share := wall.share_of_giver(share_id);
  fault text;
begin
  if (s.state = 'draft' and s.version = seen) is not true then
    return 'moved';
  end if;
  -- Whoever offers it stands for it, and so cannot be who authorised it.
  s.offered_by_id := wall.person();
  fault := wall.share_fault(s, wall.day_of(at));
  if (fault = '') is not true then
    return fault;
  end if;
  begin
    update public.sharing_share h
       set state = 'offered', version = version + 1, offered_by_id = s.offered_by_id,
           offered_at = at, expires_at = expires
     where h.id = share_id;
  exception when unique_violation then
    return 'already';
  end;
  return '';
end $$;

create or replace function wall.withdraw_share(share_id uuid, seen integer, at timestamptz)
returns text language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  s public.sharing_share := wall.share_of_giver(share_id);
begin
  if (s.state in ('draft', 'offered') and s.version = seen) is not true then
    return 'moved';
  end if;
  perform wall.close_share(share_id, 'giver', '', wall.person(), at);
  return '';
end $$;

create or replace function wall.decline_share(
  share_id uuid, seen integer, reason text, at timestamptz)
returns text language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  s public.sharing_share := wall.share_of_receiver(share_id);
begin
  if (s.state = 'offered' and s.version = seen) is not true then
    return 'moved';
  end if;
  update public.sharing_share h
     set answered_by_id = wall.person(), answered_at = at, answer_reason = reason
   where h.id = share_id;
  perform wall.close_share(share_id, 'receiver', '', wall.person(), at);
  return '';
end $$;

-- Let people of the receiving organisation in, for as long as share and agreement last.
create or replace function wall.let_in_by_share(
  s public.sharing_share, people uuid[], at timestamptz)
returns text language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  person uuid;
  last_day date := (select least(s.until_on, a.to_on) from public.sharing_agreement a
                     where a.id = s.agreement_id);
begin
  if (cardinality(people) > 0) is not true then
    return 'people';
  end if;
  foreach person in array people loop
    if (person is distinct from s.offered_by_id
        and wall.works_on(person, s.domain)
        and wall.works_for(person, s.to_organisation_id, s.domain, s.purposes)) is not true then
      return 'people';
    end if;
  end loop;
  insert into public.access_grant
    (id, domain, record_id, person_id, basis, team_role, categories, purposes, source_id,
     granted_by, reason, from_at, until_at)
  select md5(concat(s.id, one, at))::uuid, s.domain, s.record_id, one, 'share', '', s.categories,
         s.purposes, s.id, wall.person(), '', at,
         (last_day + 1)::timestamp at time zone 'Europe/London'
    from (select distinct unnest(people) as one) given;
  return '';
exception when unique_violation then
  return 'people';
end $$;

create or replace function wall.accept_share(
  share_id uuid, seen integer, people uuid[], at timestamptz)
returns text language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  s public.sharing_share := wall.share_of_receiver(share_id);
  fault text;
begin
  if (s.state = 'offered' and s.version = seen and s.expires_at > at) is not true then
    return 'moved';
  end if;
  fault := wall.share_fault(s, wall.day_of(at));
  if fault = '' then
    fault := wall.let_in_by_share(s, people, at);
  end if;
  if (fault = '') is not true then
    return fault;
  end if;
  update public.sharing_share h
     set state = 'accepted', version = version + 1, answered_by_id = wall.person(),
         answered_at = at
   where h.id = share_id;
  return '';
end $$;

-- More colleagues of the receiving organisation; never oneself.
create or replace function wall.add_to_share(share_id uuid, people uuid[], at timestamptz)
returns text language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  s public.sharing_share := wall.share_of_receiver(share_id);
begin
  if (s.state = 'accepted'
      and wall.in_force(s.agreement_id, wall.day_of(at))) is not true then
    return 'moved';
  end if;
  if (wall.person() = any(people)) is not false then
    return 'people';
  end if;
  return wall.let_in_by_share(s, people, at);
end $$;

-- Either side may end what is shared.
create or replace function wall.end_share(
  share_id uuid, seen integer, reason text, at timestamptz)
returns text language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  to_own boolean := (select h.to_organisation_id = wall.organisation()
                       from public.sharing_share h where h.id = share_id);
  s public.sharing_share;
begin
  if to_own then
    s := wall.share_of_receiver(share_id);
  else
    s := wall.share_of_giver(share_id);
  end if;
  if (s.state = 'accepted' and s.version = seen) is not true then
    return 'moved';
  end if;
  perform wall.close_share(share_id, case when to_own then 'receiver' else 'giver' end,
                           reason, wall.person(), at);
  return '';
end $$;

-- Whatever rests on a consent that is no more; gives the shares. For those who work on
-- the record, whose word it was that wrote the consent down.
create or replace function wall.end_unconsented(wanted text, record uuid, at timestamptz)
returns uuid[] language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  one uuid;
  closed uuid[] := '{}';
begin
  if wall.may(wanted, record, 'write') is not true then
    perform wall.refuse('end_unconsented');
  end if;
  if wall.consent_of(wanted, record) is not null then
    return closed;
  end if;
  for one in
    select s.id from public.sharing_share s
     where s.record_id = record and s.domain = wanted and s.consent_id is not null
       and s.state in ('draft', 'offered', 'accepted')
     order by s.id for update
  loop
    perform wall.close_share(one, 'consent', '', wall.person(), at);
    closed := closed || one;
  end loop;
  return closed;
end $$;

-- For the worker: offers nobody answered, shares and agreements whose last day is over,
-- by the database's clock or an earlier one.
create or replace function wall.expire_shares(at timestamptz)
returns uuid[] language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  one uuid;
  closed uuid[] := '{}';
begin
  at := least(at, clock_timestamp());
  for one in
    select s.id from public.sharing_share s
      join public.sharing_agreement a on a.id = s.agreement_id
     where s.state = 'offered' and s.expires_at <= at
        or s.state in ('offered', 'accepted')
           and wall.day_of(at) > least(s.until_on, a.to_on)
     order by s.id for update of s
  loop
    perform wall.close_share(one, 'lapsed', '', null, at);
    closed := closed || one;
  end loop;
  return closed;
end $$;

-- What every end does: the state, the people, and the keys to what is sealed. Not for
-- anybody to call.
create or replace function wall.close_share(
  share_id uuid, code text, reason text, who uuid, at timestamptz)
returns void language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  s public.sharing_share;
begin
  select * into s from public.sharing_share h where h.id = share_id for update;
  update public.sharing_share h
     set version = version + 1, ended_at = at, ended_by_id = who, end_code = code,
         end_reason = reason,
         state = case
           when s.state = 'accepted' then 'ended'
           when code = 'receiver' then 'declined'
           when code = 'lapsed' then 'expired'
           else 'withdrawn' end
   where h.id = share_id;
  update public.access_grant g
     set ended_at = at, ended_by = coalesce(who, s.offered_by_id)
   where g.source_id = share_id and g.basis = 'share' and g.ended_at is null;
  if s.state is distinct from 'draft'
     and not exists (
       select from wall.header(s.domain, s.record_id) h
        where h.organisation_id = s.to_organisation_id)
     and not exists (
       select from public.access_grant g
        where g.record_id = s.record_id and g.basis = 'team' and g.ended_at is null
          and wall.works_for(g.person_id, s.to_organisation_id, s.domain, null)) then
    delete from public.vault_recordkey k
     using wall.sealed_rows(s.domain, s.record_id) r
     where k.record_id = r.row_id and k.slot = r.slot
       and k.team_id = s.to_organisation_id;
  end if;
end $$;

-- The receiver's word that nothing of it is kept.
create or replace function wall.confirm_deletion(share_id uuid, at timestamptz)
returns text language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  s public.sharing_share := wall.share_of_receiver(share_id);
begin
  if (s.state = 'ended' and s.deleted_at is null) is not true then
    return 'moved';
  end if;
  update public.sharing_share h
     set deleted_by_id = wall.person(), deleted_at = at where h.id = share_id;
  return '';
end $$;

-- Where something is sealed of a record that this person sees, and of which category.
create or replace function wall.sealed_slots(wanted text, record uuid)
returns table(row_id uuid, slot text, category text)
language plpgsql stable security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  if wall.may(wanted, record, 'read') is not true then
    perform wall.refuse('sealed_slots');
  end if;
  return query select * from wall.sealed_rows(wanted, record);
end $$;

-- The organisations that read a category of a record by a share or will, once they
-- accept: what is sealed from now on is sealed to them, too.
create or replace function wall.receivers(record uuid, category text)
returns uuid[] language plpgsql stable security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  found uuid[];
begin
  select coalesce(array_agg(s.to_organisation_id), '{}') into found
    from public.sharing_share s
   where s.record_id = record and s.state in ('offered', 'accepted')
     and receivers.category = any(s.categories)
     and wall.may(s.domain, s.record_id, 'read');
  return found;
end $$;

-- What the receiver did with a record while it was shared: the same list on both sides.
create or replace function wall.copied(share_id uuid)
returns table(name text, verb text, person_id uuid, at timestamptz)
language plpgsql stable security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  return query
    select e.name::text, e.verb::text, e.person_id, e.at
      from public.sharing_share s
      join public.audit_event e
        on e.subject_id = s.record_id and e.organisation_id = s.to_organisation_id
       and e.at between s.answered_at and coalesce(s.ended_at, 'infinity')
     where s.id = share_id and s.id = any(wall.shares_in_view())
       and not e.is_refused and e.name not like 'sharing.%'
     order by e.at, e.id;
end $$;

-- Who did what with a record, the latest first, for those who read it: whatever lets
-- them in, the answer is the same and whole.
create or replace function wall.events_of(wanted text, record uuid)
returns table(name text, verb text, is_refused boolean, person_id uuid,
              organisation_id uuid, at timestamptz)
language plpgsql stable security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  if wall.may(wanted, record, 'read') then
    return query
      select e.name::text, e.verb::text, e.is_refused, e.person_id, e.organisation_id, e.at
        from public.audit_event e
       where e.subject_id = record
       order by e.at desc, e.id;
  end if;
end $$;
