-- A team's keys and who has them. {team, at, organisation, asked: [person], admitted:
-- [person], ended: [person], generation: {public_key, server_wrapped}, member_keys:
-- [{generation, member, sealed_key}], set_up, recovery: {member, public_key, threshold,
-- holders: [{person, organisation}]}, recovery_ended, recovery_used: {is_done}, rewraps:
-- [{generation, handed}], link: {header, signatures, roster}}; bytes in base64. A
-- generation without a number is the new one.

create or replace function wall.change_team(voucher text, change text)
returns void language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  at timestamptz;
  said jsonb := change::jsonb;
  newest public.vault_generation;
  team public.vault_team;
begin
  if said ? 'organisation' then
    insert into public.vault_team (id, organisation_id, created_at)
    values ((said->>'team')::uuid, (said->>'organisation')::uuid,
            (said->>'at')::timestamptz);
  end if;
  select * into team from public.vault_team t where t.id = (said->>'team')::uuid for update;
  select * into newest from public.vault_generation g where g.id = team.newest_id;
  said := wall.vouched(voucher, change, team.id::text, coalesce(newest.number, 0));
  if wall.may_change_team(team, said) is not true then
    perform wall.refuse('not of the team');
  end if;
  at := (said->>'at')::timestamptz;
  perform wall.change_recovery(team.id, said, at);
  perform wall.change_membership(team.id, said, at);
  if (said->>'set_up')::boolean then
    update public.vault_team t set set_up_at = at, set_up_by = wall.person()
     where t.id = team.id;
    update public.vault_generation g set server_wrapped = null where g.team_id = team.id;
  end if;
  if said ? 'generation' then
    insert into public.vault_generation
      (team_id, number, public_key, server_wrapped, opens_first_version, created_at)
    values (team.id, coalesce(newest.number, 0) + 1,
            decode(said->'generation'->>'public_key', 'base64'),
            decode(said->'generation'->>'server_wrapped', 'base64'), false, at)
    returning * into newest;
    update public.vault_team t set newest_id = newest.id where t.id = team.id;
  end if;
  perform wall.give_keys(team.id, newest.id, said);
  perform wall.begin_moving(said, at);
  perform wall.follow_link(newest, said);
end $$;

-- Once the server has given the keys up, only their holders give them to others, change
-- them, or let their wrap come back; with enough shares one becomes a holder. Anybody may
-- take somebody's keys away, as when they leave.
create or replace function wall.may_change_team(team public.vault_team, said jsonb)
returns boolean language plpgsql stable
as $$
begin
  return (team.set_up_at is null or (said->'generation'->>'server_wrapped') is null)
    and (team.set_up_at is null
         or not said ?| array['generation', 'admitted', 'member_keys', 'set_up', 'recovery']
         or (said->'recovery_used'->>'is_done')::boolean
         or (wall.claims())[1] = 'system'
         or wall.person() in (select wall.entitled(team.id)));
end $$;

create or replace function wall.change_membership(team uuid, said jsonb, at timestamptz)
returns void language plpgsql
as $$
begin
  insert into public.vault_membership (team_id, member_id, asked_at)
  select team, asked::uuid, at from jsonb_array_elements_text(said->'asked') asked
  on conflict (team_id, member_id) where ended_at is null do nothing;
  update public.vault_membership m
     set admitted_at = at, admitted_by = wall.person()
    from jsonb_array_elements_text(said->'admitted') admitted
   where m.team_id = team and m.member_id = admitted::uuid and m.ended_at is null;
  update public.vault_membership m
     set ended_at = at, ended_by = wall.person()
    from jsonb_array_elements_text(said->'ended') gone
   where m.team_id = team and m.member_id = gone::uuid and m.ended_at is null;
  delete from public.vault_memberkey k
   using jsonb_array_elements_text(said->'ended') gone, public.vault_generation g
   where k.member_id = gone::uuid and g.id = k.generation_id and g.team_id = team;
end $$;

-- Private halves, each sealed to one who may have it, of this team's generations alone.
create or replace function wall.give_keys(team uuid, newest bigint, said jsonb)
returns void language plpgsql
as $$
begin
  if (select coalesce(bool_and(g.id is not null and entitled.e is not null), true)
        from jsonb_to_recordset(said->'member_keys') k(generation bigint, member uuid)
        left join public.vault_generation g
          on g.id = coalesce(k.generation, newest) and g.team_id = team
        left join (select e from wall.entitled(team) e) entitled on entitled.e = k.member
     ) is not true then
    perform wall.refuse('not to be given the keys');
  end if;
  insert into public.vault_memberkey (generation_id, member_id, sealed_key)
  select coalesce(k.generation, newest), k.member, decode(k.sealed_key, 'base64')
    from jsonb_to_recordset(said->'member_keys')
      k(generation bigint, member uuid, sealed_key text)
  on conflict (member_id, generation_id) do nothing;
end $$;

-- Older generations whose record keys are to be moved to the newest, each with its private
-- half sealed to the running worker, where one is.
create or replace function wall.begin_moving(said jsonb, at timestamptz)
returns void language sql
as $$
  insert into public.vault_rewrap (generation_id, total, done, broken, handed, started_at)
  select r.generation, count(*), 0, 0, decode(r.handed, 'base64'), at
    from jsonb_to_recordset(said->'rewraps') r(generation bigint, handed text)
    join public.vault_generation g
      on g.id = r.generation and g.team_id = (said->>'team')::uuid
    join public.vault_recordkey k on k.generation_id = g.id
   group by r.generation, r.handed
  on conflict (generation_id) where ended_at is null
    do update set handed = excluded.handed;
$$;
