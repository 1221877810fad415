-- For notices: whoever is on the team of a case of which a deadline ends within a day, or
-- has ended unmet; and, of what has passed and is theirs by its rule, whoever supervises
-- at the organisation that leads the case.
create or replace function wall.deadlines_that_wait()
returns table(topic text, permission text, organisation_id uuid, person_id uuid,
              besides uuid[], domain text, since timestamptz)
language sql stable security definer
set search_path = pg_catalog, pg_temp as $$
  select distinct 'deadlines', 'safeguarding.work_case', null::uuid, g.person_id,
         wall.kept_from(d.case_id), '', null::timestamptz
    from public.safeguarding_deadline d
    join public.access_grant g on g.record_id = d.case_id
   where d.met_at is null
     and d.ended_at is null
     and cardinality(d.pauses) % 2 = 0
     and d.due_at < clock_timestamp() + interval '1 day'
     and g.basis = 'team'
     and g.person_id is not null
     and g.ended_at is null
     and (g.until_at is null or g.until_at > clock_timestamp())
  union all
  select 'deadlines', 'safeguarding.supervise', c.lead_id, null::uuid,
         wall.kept_from(d.case_id), '', d.due_at
    from public.safeguarding_deadline d
    join public.safeguarding_clockrule r on r.id = d.rule_id
    join public.safeguarding_case c on c.id = d.case_id
   where r.owner = 'supervisor'
     and d.met_at is null
     and d.ended_at is null
     and cardinality(d.pauses) % 2 = 0
     and d.due_at < clock_timestamp()
$$;

-- For notices: supervisors to whom somebody is offered; and those who lead safeguarding
-- where the offer came from, once it was declined or its time is over, until the next
-- organisation is asked. The same of a case that moves; who offered it hands it over.
create or replace function wall.case_offers_that_wait()
returns table(topic text, permission text, organisation_id uuid, person_id uuid,
              besides uuid[], domain text, since timestamptz)
language sql stable security definer
set search_path = pg_catalog, pg_temp as $$
  select 'offers', 'sharing.answer_shares', o.to_organisation_id, null::uuid,
         '{}'::uuid[], 'safeguarding_case', o.offered_at
    from public.safeguarding_caseoffer o
   where o.state = 'offered'
  union all
  select 'offers', 'sharing.answer_shares', o.from_organisation_id, null::uuid,
         '{}'::uuid[], 'safeguarding_case', coalesce(o.answered_at, o.answer_by)
    from public.safeguarding_caseoffer o
   where (o.state = 'declined' or o.state = 'offered' and o.answer_by < clock_timestamp())
     and not exists (select from public.safeguarding_caseoffer n where n.after_id = o.id)
  union all
  select 'offers', 'sharing.answer_shares', t.to_organisation_id, null::uuid,
         wall.kept_from(t.case_id), 'safeguarding_case', t.offered_at
    from public.safeguarding_casetransfer t
   where t.state = 'offered'
  union all
  select 'offers', 'safeguarding.work_case', null::uuid, t.offered_by_id,
         wall.kept_from(t.case_id), '', t.answered_at
    from public.safeguarding_casetransfer t
   where t.state = 'accepted'
$$;
