-- Shares: one row each, moved from state to state only here. What a procedure refuses
-- because the caller may not is a refusal of the wall; what has changed meanwhile, or
-- goes beyond the agreement, is told by a word.

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
                       then wall.consent_of(s.domain, s.record_id, s.to_organisation_id,
                                            s.categories, wall.day_of(at)) end;
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
returns public.sharing_share language plpgsql
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
returns public.sharing_share language plpgsql
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
  perform wall.note_crossing(s, at);
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
returns text language plpgsql
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
  for one in
    select s.id from public.sharing_share s
     where s.record_id = record and s.domain = wanted and s.consent_id is not null
       and s.state in ('draft', 'offered', 'accepted')
       and wall.consent_of(wanted, record, s.to_organisation_id, s.categories,
                           wall.day_of(at)) is null
     order by s.id for update
  loop
    perform wall.close_share(one, 'consent', '', wall.person(), at);
    closed := closed || one;
  end loop;
  perform wall.end_stray_keys(wanted, record);
  perform wall.end_consented(wanted, record, at);
  return closed;
end $$;

-- Whether an organisation leads a record, or somebody of its team works for it there.
create or replace function wall.works_with(wanted text, record uuid, organisation uuid)
returns boolean language sql stable
set search_path = pg_catalog, pg_temp
return exists (
  select from wall.header(wanted, record) h where h.organisation_id = organisation
) or exists (
  select from public.access_grant g
   where g.record_id = record and g.basis = 'team' and g.ended_at is null
     and wall.works_for(g.person_id, organisation, wanted, null)
);

-- Keys of organisations that neither work on a record nor are shared it any more, as of
-- one whose colleague has left it. Not for anybody to call.
create or replace function wall.end_stray_keys(wanted text, record uuid)
returns void language plpgsql
set search_path = pg_catalog, pg_temp
as $$
begin
  delete from public.vault_recordkey k
   using wall.sealed_rows(wanted, record) r, public.vault_team t
   where k.record_id = r.row_id and k.slot = r.slot and t.id = k.team_id
     and not wall.works_with(wanted, record, t.organisation_id)
     and not wall.is_told(k.record_id, t.organisation_id)
     and not wall.is_kept(k.record_id, t.organisation_id)
     and not exists (
       select from public.sharing_share s
        where s.record_id = record and s.to_organisation_id = t.organisation_id
          and s.state in ('offered', 'accepted') and r.category = any(s.categories));
end $$;

-- For the worker: offers nobody answered, shares, agreements and consents whose last day
-- is over, by the database's clock or an earlier one.
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
           and (wall.day_of(at) > least(s.until_on, a.to_on)
                or s.consent_id is not null
                   and wall.consent_of(s.domain, s.record_id, s.to_organisation_id,
                                       s.categories, wall.day_of(at)) is null)
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
returns void language plpgsql
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
  perform wall.end_crossing(share_id, who, at);
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
       and k.team_id = s.to_organisation_id
       and not wall.is_told(k.record_id, s.to_organisation_id)
       and not wall.is_kept(k.record_id, s.to_organisation_id);
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
