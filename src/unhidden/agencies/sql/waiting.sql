-- For notices: engagements that another administrator must decide about, and colleagues
-- who have keys of their own and wait to be let in to their organisation's; of a team of
-- some of its people only who is in it is told. Safeguarding leads, too, who have no keys
-- of their own yet: they make them (/lead-keys/).
create or replace function wall.colleagues_that_wait()
returns table(topic text, permission text, organisation_id uuid, person_id uuid,
              besides uuid[], domain text, since timestamptz)
language sql stable security definer
set search_path = pg_catalog, pg_temp as $$
  select 'approvals', 'agencies.manage_people', null::uuid, null::uuid,
         array[e.person_id, e.asked_by_id], '', e.asked_at
    from public.agencies_engagement e
   where e.approved_at is null and e.ended_at is null
  union all
  select 'approvals', 'agencies.keep_keys', t.organisation_id, h.member_id,
         array[m.member_id], '', m.asked_at
    from public.vault_membership m
    join public.vault_team t on t.id = m.team_id
    join public.vault_member k on k.id = m.member_id
    left join public.vault_membership h
      on h.team_id = t.id and h.admitted_at is not null and h.ended_at is null
     and t.id <> t.organisation_id
   where m.admitted_at is null and m.ended_at is null
     and (t.id = t.organisation_id or h.member_id is not null)
  union all
  select 'approvals', 'agencies.keep_lead_keys', e.organisation_id, e.person_id,
         '{}'::uuid[], '', null::timestamptz
    from public.agencies_engagement e
   where e.role = 'safeguarding_lead' and e.approved_at is not null and e.ended_at is null
     and not exists (
       select from public.vault_membership m
         join public.vault_team t on t.id = m.team_id
        where m.member_id = e.person_id and m.ended_at is null
          and t.organisation_id = e.organisation_id and t.id <> t.organisation_id)
$$;
