-- The data keys of sealed values: added to what is sealed, taken away by the work that ends
-- a share or seals anew, and moved to a team's newest generation.

-- {dropped: [{record, slot, team}], kept: [{id, record, slot, team, generation,
-- sealed_key}]}. Nothing is left that no team opens.
create or replace function wall.change_record_keys(voucher text, change text)
returns void language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  said jsonb := wall.vouched(voucher, change, '', 0);
begin
  if (select coalesce(bool_and(n.generation = (
               select t.newest_id from public.vault_team t where t.id = n.team)), true)
        from jsonb_to_recordset(said->'kept') n(team uuid, generation bigint)
     ) is not true then
    perform wall.refuse('not the newest keys');
  end if;
  delete from public.vault_recordkey k
   using jsonb_to_recordset(said->'dropped') d(record uuid, slot text, team uuid)
   where k.record_id = d.record and k.slot = d.slot and k.team_id = d.team;
  insert into public.vault_recordkey (id, record_id, slot, team_id, generation_id, sealed_key)
  select n.id, n.record, n.slot, n.team, n.generation, decode(n.sealed_key, 'base64')
    from jsonb_to_recordset(said->'kept')
      n(id uuid, record uuid, slot text, team uuid, generation bigint, sealed_key text);
  if ((select count(*) from jsonb_to_recordset(said->'dropped') d(record uuid, slot text)
        where not exists (select from public.vault_recordkey k
                           where k.record_id = d.record and k.slot = d.slot)) = 0
     ) is not true then
    raise exception 'nobody would open it any more' using errcode = '23514';
  end if;
end $$;

-- The team whose keys of a generation are being moved, for the worker, and for who holds
-- the team's keys.
create or replace function wall.moves(rewrap bigint)
returns uuid language plpgsql stable
as $$
begin
  return (
    select g.team_id
      from public.vault_rewrap r join public.vault_generation g on g.id = r.generation_id
     where r.id = moves.rewrap and r.ended_at is null
       and (coalesce(nullif(current_setting('role'), 'none'), session_user)
              = 'unhidden_worker'
            or (wall.claims())[1] = 'system'
            or wall.person() in (select wall.entitled(g.team_id))));
end $$;

-- Some of the record keys that are still to be moved, in the order of their ids.
create or replace function wall.keys_to_move(rewrap bigint, after uuid, most integer)
returns table(id uuid, sealed_key bytea) language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  return query
    select k.id, k.sealed_key
      from public.vault_recordkey k
      join public.vault_rewrap r on r.generation_id = k.generation_id
     where r.id = keys_to_move.rewrap and k.team_id = wall.moves(rewrap) and k.id > after
     order by k.id limit most
       for update of k;
end $$;

-- Put them under the newest generation of the same team; gives how many were.
create or replace function wall.move_keys(rewrap bigint, ids uuid[], sealed bytea[])
returns integer language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  team uuid := wall.moves(rewrap);
  moved integer;
begin
  update public.vault_recordkey k
     set sealed_key = n.sealed_key,
         generation_id = (select t.newest_id from public.vault_team t where t.id = team)
    from unnest(ids, sealed) n(id, sealed_key), public.vault_rewrap r
   where k.id = n.id and k.team_id = team and length(n.sealed_key) = 80
     and r.id = move_keys.rewrap and k.generation_id = r.generation_id;
  get diagnostics moved = row_count;
  update public.vault_rewrap r set done = r.done + moved
   where r.id = move_keys.rewrap;
  return moved;
end $$;

-- Nothing is left to be moved, but what is broken.
create or replace function wall.end_moving(rewrap bigint, broken integer, at timestamptz)
returns void language sql security definer
set search_path = pg_catalog, pg_temp
as $$
  update public.vault_rewrap r
     set ended_at = at, handed = null, broken = end_moving.broken
   where r.id = end_moving.rewrap and wall.moves(rewrap) is not null;
$$;

-- The key that old keys are handed to, wrapped so that only a worker of this installation
-- can have written it.
create or replace function wall.announce_helper(wrapped bytea, at timestamptz)
returns void language sql security definer
set search_path = pg_catalog, pg_temp
as $$
  insert into public.vault_helper (id, wrapped_public_key, announced_at)
  values (1, wrapped, at)
  on conflict (id) do update
    set wrapped_public_key = excluded.wrapped_public_key, announced_at = excluded.announced_at;
$$;
