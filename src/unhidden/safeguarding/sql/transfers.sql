-- A case that moves to another organisation: who leads it is written nowhere else.

-- A transfer is answered, and then handed over or taken back; what is over stays over. Who
-- answered it is not written again by who ends it.
create or replace function public.safeguarding_casetransfer_is_final()
returns trigger language plpgsql
set search_path = pg_catalog
as $$
begin
  if (old.state = 'offered' and new.state in ('accepted', 'declined', 'withdrawn')
      or old.state = 'accepted' and new.state in ('declined', 'withdrawn', 'done')
     ) is not true then
    raise exception 'a transfer that is over stays so' using errcode = '42501';
  end if;
  if (new.state in ('withdrawn', 'done')
      and row(new.answered_by_id, new.answered_at, new.worker_id)
          is distinct from row(old.answered_by_id, old.answered_at, old.worker_id)
     ) is not false then
    raise exception 'who answered stays so' using errcode = '42501';
  end if;
  return new;
end $$;

-- A closed case is opened again, and otherwise not written.
create or replace function public.safeguarding_case_stays_closed()
returns trigger language plpgsql
set search_path = pg_catalog
as $$
begin
  if (old.closed_at is not null and new.closed_at is not null) is not false then
    raise exception 'a closed case is not written in' using errcode = '42501';
  end if;
  return new;
end $$;

-- Whether a former lead goes on opening something sealed: it was theirs when they handed
-- the case over. Who somebody is, once who leads the case opens it, is not what was theirs:
-- it may be written again.
create or replace function wall.is_kept(sealed uuid, organisation uuid)
returns boolean language sql stable
set search_path = pg_catalog, pg_temp
return exists (
  select from public.safeguarding_casetransfer t
   where t.state = 'done' and t.from_organisation_id = organisation
     and sealed = any(t.kept_ids)
) and not exists (
  select from public.safeguarding_case c
    join public.vault_recordkey k on k.record_id = c.id
   where c.id = sealed and k.team_id = c.lead_id
     and k.slot = 'safeguarding_case.identity_sealed'
);

-- Whether an organisation may lead a case, with this worker: support is not for those who
-- enforce immigration law, nor for who is kept out of the case.
create or replace function wall.may_take_case(record uuid, organisation uuid, worker uuid)
returns boolean language sql stable
set search_path = pg_catalog, pg_temp
return exists (
  select from public.agencies_organisation o
   where o.id = may_take_case.organisation and o.kind <> 'law_enforcement'
) and not exists (
  select from public.access_exclusion x
   where x.record_id = may_take_case.record and x.ended_at is null
     and (x.organisation_id = may_take_case.organisation
          or x.person_id = may_take_case.worker)
);

-- Hand a case over to who has accepted it: the new lead and its worker; the former team
-- leaves. It is handed over after it was accepted, and not on a day to come. What was
-- theirs they go on opening; what may be written again, and whatever follows, they do not.
-- Who somebody is, where that was not chosen, is lost to nobody: its one key stays until
-- it is written again.
create or replace function wall.hand_case_on(transfer uuid, at timestamptz)
returns void language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  t public.safeguarding_casetransfer;
  former uuid;
begin
  at := least(at, clock_timestamp());
  select * into t from public.safeguarding_casetransfer x where x.id = transfer for update;
  perform from public.safeguarding_case c where c.id = t.case_id for update;
  if (t.state = 'accepted'
      and at >= t.answered_at
      and wall.may('safeguarding_case', t.case_id, 'manage')
      and exists (select from public.safeguarding_case c
                   where c.id = t.case_id and c.closed_at is null
                     and c.lead_id = t.from_organisation_id)
      and t.from_organisation_id = wall.organisation()
      and wall.consent_of('safeguarding_case', t.case_id, t.to_organisation_id,
                          t.categories, wall.day_of(at)) is not null
      and wall.works_on(t.worker_id, 'safeguarding_case')
      and wall.works_for(t.worker_id, t.to_organisation_id, 'safeguarding_case', null)
      and wall.may_take_case(t.case_id, t.to_organisation_id, t.worker_id)
     ) is not true then
    perform wall.refuse('hand_case_on');
  end if;
  select g.person_id into former from public.access_grant g
   where g.record_id = t.case_id and g.basis = 'team' and g.ended_at is null
   order by g.team_role <> 'lead', g.from_at, g.id limit 1;
  update public.access_grant g set ended_at = at, ended_by = wall.person()
   where g.record_id = t.case_id and g.basis = 'team' and g.ended_at is null;
  insert into public.access_grant
    (id, domain, record_id, person_id, basis, team_role, categories, granted_by, reason, from_at)
  values
    (md5(concat('moved', t.id))::uuid, 'safeguarding_case', t.case_id, t.worker_id, 'team',
     'lead', '{}', wall.person(), '', at);
  update public.safeguarding_case c set lead_id = t.to_organisation_id where c.id = t.case_id;
  delete from public.vault_recordkey k
   where k.team_id = t.from_organisation_id
     and k.record_id in (select r.row_id from wall.sealed_rows('safeguarding_case', t.case_id) r)
     and (k.slot = 'safeguarding_nrmformunsaved.content_sealed'
          or k.slot = 'safeguarding_case.identity_sealed'
             and exists (select from public.vault_recordkey o
                          where o.record_id = k.record_id and o.slot = k.slot
                            and o.team_id = t.to_organisation_id));
  update public.safeguarding_casetransfer x
     set state = 'done', ended_at = at, ended_by_id = wall.person(), former_worker_id = former,
         kept_ids = array(
           select distinct k.record_id from public.vault_recordkey k
             join wall.sealed_rows('safeguarding_case', t.case_id) r
               on r.row_id = k.record_id and r.slot = k.slot
            where k.team_id = t.from_organisation_id)
   where x.id = transfer;
  perform wall.end_stray_keys('safeguarding_case', t.case_id);
end $$;

-- Transfers that rest on a word that no longer stands. For consents that end.
create or replace function wall.end_transfers(record uuid, who uuid, at timestamptz)
returns void language sql volatile
set search_path = pg_catalog, pg_temp as $$
  update public.safeguarding_casetransfer t
     set state = 'withdrawn', ended_at = at, ended_by_id = who
   where t.case_id = record and t.state in ('offered', 'accepted')
     and wall.consent_of('safeguarding_case', record, t.to_organisation_id, t.categories,
                         wall.day_of(at)) is null
$$;

-- The notes that a former lead wrote, and no others, for who led or supervised there: what
-- was theirs stays theirs when a case moves.
create or replace function wall.notes_kept(transfer uuid)
returns setof public.safeguarding_note language plpgsql stable security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  t public.safeguarding_casetransfer;
begin
  select * into t from public.safeguarding_casetransfer x where x.id = transfer;
  if (t.state = 'done'
      and t.from_organisation_id = wall.organisation()
      and not (t.case_id = any(wall.excluded()))
      and wall.meets('safeguarding_case', '{read,create}')
      and (wall.meets('safeguarding_case', '{manage}') or t.offered_by_id = wall.person()
           or t.former_worker_id = wall.person())) is not true then
    perform wall.refuse('notes_kept');
  end if;
  return query select n.* from public.safeguarding_note n
                where n.case_id = t.case_id and n.id = any(t.kept_ids)
                  and n.led_by_id = t.from_organisation_id;
end $$;
