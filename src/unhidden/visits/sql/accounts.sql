-- Accounts of visits: what speaks against one, and who decides which counts.

-- What an account says stays as it came; what it named may be found in the books later,
-- and what nobody could open be opened.
create or replace function public.visits_account_is_final()
returns trigger language plpgsql
set search_path = pg_catalog
as $$
begin
  if (new.submission_id, new.digest, new.planned_named, new.author_named, new.source,
      new.kind, new.about, new.landed_at)
     is distinct from
     (old.submission_id, old.digest, old.planned_named, old.author_named, old.source,
      old.kind, old.about, old.landed_at)
     or old.content is distinct from '{}' and (new.form, new.content) is distinct from
                                (old.form, old.content)
     or new.author_id is distinct from coalesce(old.author_id, new.author_id)
     or new.planned_id is distinct from coalesce(old.planned_id, new.planned_id) then
    raise exception 'an account is never changed' using errcode = '42501';
  end if;
  return new;
end $$;

-- These reasons, each once, in the order in which they are told.
create or replace function wall.sort_reasons(reasons text[])
returns text[] language sql immutable
set search_path = pg_catalog, pg_temp
return array(
  select r from (select distinct unnest(reasons) as r) d
   order by array_position(array[
     'signature', 'sealed_elsewhere', 'unreadable', 'form_unknown', 'another_content',
     'device_unknown', 'device_waits', 'device_lost', 'device_ended', 'author_differs',
     'person_left', 'no_right', 'plan_unknown', 'about_unknown', 'not_on_team',
     'plan_cancelled', 'not_running', 'operation_closed', 'unfinished', 'clock',
     'recorded_already', 'sign_unknown', 'does_not_add_up'], r), r);

-- Where somebody works today with the right to record visits, if anywhere.
create or replace function wall.records_for(person uuid)
returns uuid[] language sql stable
set search_path = pg_catalog, pg_temp
return array(
  select e.organisation_id
    from public.agencies_engagement e
    join public.agencies_person p on p.id = e.person_id and p.is_active
    join wall.role_right r on r.role = e.role and r.purpose = 'operation_delivery'
   where e.person_id = person and e.approved_at is not null and e.ended_at is null
     and e.from_on <= wall.today() and (e.to_on is null or e.to_on >= wall.today())
     and 'visit:create' = any(string_to_array(r.organisation, ',')));

-- What speaks against an account's counting by itself, as of today: what is asked of
-- whoever records a visit on the page. An addendum never counts.
create or replace function wall.reasons_against(account public.visits_account)
returns text[] language plpgsql stable
set search_path = pg_catalog, pg_temp
as $$
declare
  works_for uuid[] := wall.records_for(account.author_id);
  plan record;
begin
  select p.id, p.team_id, p.kind, p.status, p.operation_id, o.status as stands into plan
    from public.operations_plannedvisit p
    join public.operations_operation o on o.id = p.operation_id
   where p.id = account.planned_id;
  return array_remove(array[
    case when exists (
      select from public.visits_account o
       where o.submission_id = account.submission_id and o.digest <> account.digest)
      then 'another_content' end,
    case when not wall.is_at_work(account.author_id, 'visit') then 'person_left'
         when works_for = '{}'
           or account.author_id = any(wall.kept_from(plan.operation_id))
           then 'no_right' end,
    case when plan.id is null then 'plan_unknown'
         when not exists (
      select from public.operations_teammember m
       where (m.team_id = plan.team_id or m.team_id in (
                select s.team_id from public.operations_supportingcrew s
                 where s.visit_id = plan.id))
         and m.person_id = account.author_id
         and m.organisation_id = any(works_for)) then 'not_on_team' end,
    case when account.about is not null and not exists (
      select from public.visits_account o where o.submission_id = account.about)
      or account.kind = 'addendum' and account.id is not null and not exists (
      select from public.visits_visit v where v.planned_id = plan.id)
      then 'about_unknown' end,
    case when plan.status = 'cancelled' then 'plan_cancelled' end,
    case plan.stands when 'planned' then 'not_running'
                     when 'closed' then 'operation_closed' end,
    case when account.kind = 'unfinished' then 'unfinished' end,
    case when account.kind <> 'addendum' and exists (
      select from public.visits_visit v
       where v.planned_id = plan.id and v.account_id is distinct from account.id)
      then 'recorded_already' end,
    case when exists (
      select from jsonb_array_elements(coalesce(account.content #> '{record,signs}', '[]')) n
       where not exists (select from public.signs_sign g where g.code = n ->> 'code'))
      then 'sign_unknown' end,
    case when plan.kind in ('soft', 'hotel')
          and account.content #>> '{record,entry_basis}' = 'power'
          and not exists (select from public.operations_enforcementturn t
                           where t.planned_id = plan.id)
      then 'does_not_add_up' end], null);
end $$;

-- Keep an account whole, and let it count if nothing speaks against it; gives how it
-- stands. ``more`` are reasons that the program found. Whoever comes second waits for the
-- first. One that waits is judged anew when it is told again.
create or replace function wall.settle_account(
  account uuid, more text[], at timestamptz)
returns text language plpgsql
set search_path = pg_catalog, pg_temp
as $$
declare
  held public.visits_account;
  reasons text[];
begin
  perform from public.operations_plannedvisit p
   where p.id = (select a.planned_id from public.visits_account a where a.id = account)
     for no key update;
  select * into held from public.visits_account a where a.id = account for no key update;
  if (held.state = 'waits' and held.decided_at is null) is not true then
    return held.state;
  end if;
  reasons := wall.sort_reasons(more || wall.reasons_against(held));
  if reasons = '{}' and held.kind = 'addendum' then
    update public.visits_account a
       set state = 'beside', reason = '', problems = '{}' where a.id = account;
    return 'beside';
  elsif reasons = '{}' then
    begin
      perform wall.visit_of_account(account, held.author_id, at);
      return 'counts';
    exception when integrity_constraint_violation or data_exception
      or insufficient_privilege then
      -- No record can say what it says: its words are there for a person all the same.
      reasons := '{does_not_add_up}';
    end;
  end if;
  update public.visits_account a
     set reason = reasons[1], problems = reasons where a.id = account;
  return 'waits';
end $$;

-- Decide how an account stands, in one's own name and with a reason: ``count``, in place
-- of the one that does; ``beside``; ``set_aside``. For planners and safeguarding leads of
-- its organisation, of a safeguarding visit the latter alone; once it is recorded, for
-- those who read the record. Who wrote one account of a visit does not choose between
-- theirs and another's. Gives how it stands now, or why it cannot count.
create or replace function wall.decide_account(
  account uuid, decision text, why text, at timestamptz)
returns text language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  me uuid := wall.person();
  a public.visits_account;
  plan record;
begin
  select p.id, p.kind into plan from public.operations_plannedvisit p
   where p.id = (select x.planned_id from public.visits_account x where x.id = account)
     for no key update;
  select * into a from public.visits_account x where x.id = account for no key update;
  if (a.organisation_id = wall.organisation()
      and wall.purpose() = 'operation_delivery'
      and wall.meets('safeguarding_plan', '{read}')
      and (plan.kind is distinct from 'safeguarding'
           or (wall.claims())[4] = 'safeguarding_lead')
      and not exists (select from public.visits_visit v
                       where v.planned_id = plan.id
                         and wall.may('visit', v.id, 'read') is not true)
      and (not exists (select from public.visits_account x
                        where x.planned_id = plan.id and x.author_id = me)
           or not exists (select from public.visits_account x
                           where x.planned_id = plan.id
                             and x.author_id is distinct from me))
      and (plan.id is not null or a.author_id is distinct from me)
      and decision in ('count', 'beside', 'set_aside')
      and length(btrim(why)) > 0) is not true then
    perform wall.refuse('decide_account');
  end if;
  if a.state = 'counts' then
    return 'counts_already';
  elsif decision = 'beside' and not exists (
    select from public.visits_visit v where v.planned_id = plan.id) then
    return 'nothing_counts';
  elsif decision in ('beside', 'set_aside') then
    update public.visits_account x
       set state = decision, reason = '', decided_by_id = me, decided_at = at,
           decided_why = btrim(why)
     where x.id = account;
    return decision;
  elsif plan.id is null then
    return 'no_plan';
  elsif a.kind = 'addendum' or jsonb_typeof(a.content -> 'record') is distinct from 'object'
  then
    return 'no_record';
  end if;
  begin
    perform wall.visit_of_account(account, me, at);
  exception when integrity_constraint_violation or data_exception
    or insufficient_privilege then
    return 'does_not_fit';
  end;
  update public.visits_account x
     set decided_by_id = me, decided_at = at, decided_why = btrim(why)
   where x.id = account;
  return 'counts';
end $$;

-- Judge an account that its author has just written on the page, and that waits: by what
-- speaks against it in the books, whoever may not read them. Gives why it waits.
create or replace function wall.judge_account(account uuid)
returns text language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  held public.visits_account;
  reasons text[];
begin
  select a.* into held from public.visits_account a
   where a.id = account for no key update;
  if (held.author_id = wall.person()
      and held.source = 'web'
      and held.state = 'waits'
      and held.decided_at is null) is not true then
    perform wall.refuse('judge_account');
  end if;
  reasons := wall.sort_reasons(held.problems || wall.reasons_against(held));
  if reasons = '{}' then
    reasons := array[held.reason];
  end if;
  update public.visits_account a
     set reason = reasons[1], problems = reasons where a.id = account;
  return reasons[1];
end $$;

-- For notices: accounts that wait for whoever decides on them and wrote none of them; of a
-- safeguarding visit for those alone who lead safeguarding. That some wait, and not which.
create or replace function wall.accounts_that_wait()
returns table(topic text, permission text, organisation_id uuid, person_id uuid,
              besides uuid[], domain text, since timestamptz)
language sql stable security definer
set search_path = pg_catalog, pg_temp
as $$
  select 'accounts',
         case when p.kind = 'safeguarding' then 'visits.release_sentence'
              else 'visits.decide_account' end,
         a.organisation_id, null::uuid,
         array_remove(array[a.author_id], null), '', a.landed_at
    from public.visits_account a
    left join public.operations_plannedvisit p on p.id = a.planned_id
   where a.state = 'waits'
$$;
