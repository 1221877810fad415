-- Somebody's own key pair, and the ways in to it. {person, at, public_key, renews,
-- dropped: [{kind, label}], wraps: [{kind, label, salt, operations, memory, wrapped_key}],
-- proved: [{team, engagement, signer, proof}]}; bytes in base64. Gives whether it was done:
-- not where a key pair is there already that was not to be renewed.
create or replace function wall.change_member(voucher text, change text)
returns boolean language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  me text[] := wall.claims();
  said jsonb := wall.vouched(voucher, change, '', 0);
  person uuid := (said->>'person')::uuid;
begin
  if (me[1] in (person::text, 'system')) is not true then
    perform wall.refuse('another person''s keys');
  end if;
  if said ? 'public_key' and wall.put_key_pair(said) is not true then
    return false;
  end if;
  delete from public.vault_wrap w
   using jsonb_to_recordset(said->'dropped') d(kind text, label text)
   where w.member_id = person and w.kind = d.kind and w.label = d.label;
  insert into public.vault_wrap
    (member_id, kind, label, salt, operations, memory, wrapped_key, created_at)
  select person, w.kind, w.label, decode(w.salt, 'base64'), w.operations, w.memory,
         decode(w.wrapped_key, 'base64'), (said->>'at')::timestamptz
    from jsonb_to_recordset(said->'wraps')
      w(kind text, label text, salt text, operations integer, memory bigint, wrapped_key text);
  insert into public.vault_proof (team_id, person_id, engagement_id, signer, proof)
  select p.team, person, p.engagement, decode(p.signer, 'base64'), decode(p.proof, 'base64')
    from jsonb_to_recordset(said->'proved')
      p(team uuid, engagement uuid, signer text, proof text)
  on conflict (person_id, team_id) do update
    set engagement_id = excluded.engagement_id, signer = excluded.signer,
        proof = excluded.proof;
  if exists (select from public.vault_wrap w where w.member_id = person) is not true then
    raise exception 'nothing would unlock the keys' using errcode = '23514';
  end if;
  return true;
end $$;

-- A first key pair, or another in its place: what was sealed to the old one is of no use,
-- and its person waits to be let in again.
create or replace function wall.put_key_pair(said jsonb)
returns boolean language plpgsql
as $$
declare
  person uuid := (said->>'person')::uuid;
begin
  insert into public.vault_member (id, public_key, is_recovery, created_at)
  values (person, decode(said->>'public_key', 'base64'), false, (said->>'at')::timestamptz)
  on conflict (id) do nothing;
  if found is true then
    return true;
  end if;
  update public.vault_member m
     set public_key = decode(said->>'public_key', 'base64'),
         created_at = (said->>'at')::timestamptz
   where m.id = person and (said->>'renews')::boolean and not m.is_recovery;
  if found is not true then
    return false;
  end if;
  delete from public.vault_wrap w where w.member_id = person;
  delete from public.vault_memberkey k where k.member_id = person;
  delete from public.vault_proof p where p.person_id = person;
  update public.vault_membership m
     set admitted_at = null, admitted_by = null
   where m.member_id = person and m.ended_at is null;
  return true;
end $$;
