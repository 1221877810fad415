-- The key of a team that is split into shares, who holds them, and each use of them.
create or replace function wall.change_recovery(team uuid, said jsonb, at timestamptz)
returns void language plpgsql
as $$
declare
  made jsonb := said->'recovery';
  recovery bigint;
  member uuid;
begin
  if said ? 'recovery_used' then
    perform wall.tell_share_holders(team, said->'recovery_used', at);
  end if;
  if (said->>'recovery_ended')::boolean then
    update public.vault_recovery r set ended_at = at
     where r.team_id = team and r.ended_at is null
    returning r.member_id into member;
    update public.vault_membership m set ended_at = at
     where m.team_id = team and m.member_id = member and m.ended_at is null;
    delete from public.vault_memberkey k where k.member_id = member;
  end if;
  if said ? 'recovery' then
    insert into public.vault_member (id, public_key, is_recovery, created_at)
    values ((made->>'member')::uuid, decode(made->>'public_key', 'base64'), true, at);
    insert into public.vault_recovery (team_id, member_id, threshold, created_by, created_at)
    values (team, (made->>'member')::uuid, (made->>'threshold')::integer,
            (made->>'by')::uuid, at)
    returning id into recovery;
    insert into public.vault_shareholder (recovery_id, person_id, organisation_id)
    select recovery, h.person, h.organisation
      from jsonb_to_recordset(made->'holders') h(person uuid, organisation uuid);
  end if;
end $$;

-- Every use is kept and told to every holder, also one whose shares did not fit.
create or replace function wall.tell_share_holders(team uuid, used jsonb, at timestamptz)
returns void language sql
as $$
  with recovery as (
    select r.id from public.vault_recovery r where r.team_id = team and r.ended_at is null
  ), kept as (
    insert into public.vault_recoveryuse (recovery_id, used_by, used_at, is_done)
    select recovery.id, (used->>'by')::uuid, at, (used->>'is_done')::boolean from recovery
    returning id, recovery_id
  )
  insert into public.vault_recoverynotice (use_id, person_id)
  select kept.id, h.person_id
    from kept join public.vault_shareholder h on h.recovery_id = kept.recovery_id;
$$;

-- Somebody has read what was done with the shares of which they hold one.
create or replace function wall.see_recovery_notices(person uuid, at timestamptz)
returns void language sql security definer
set search_path = pg_catalog, pg_temp
as $$
  update public.vault_recoverynotice n set seen_at = at
   where n.person_id = person and n.seen_at is null
     and (wall.claims())[1] in (person::text, 'system');
$$;
