-- Whether what phones send may bring a key to this place of a record. A module above,
-- whose records they send as well, declares it once more.
create or replace function wall.is_landing_slot(slot text)
returns boolean language sql immutable
set search_path = pg_catalog, pg_temp
return starts_with(slot, 'field_');

-- Data keys that phones sealed to teams while they were out of reach, for the procedures
-- that keep what phones sent: [{record, slot, team, generation, sealed_key}], and an id
-- where the program made one; the generation by its number in the team, the key in base64.
-- What is sealed to older keys of a team is kept as well: whoever holds both moves it on.
-- Gives the records of which a key is not kept: it is sealed to keys that nobody here
-- knows, or another one lies there.
create or replace function wall.keep_landed_keys(keys jsonb, at timestamptz)
returns uuid[] language plpgsql volatile
set search_path = pg_catalog, pg_temp
as $$
declare
  unkept uuid[];
begin
  -- A change of a team's keys has ended, or begins after this.
  perform from public.vault_team t
   where t.id in (select k.team from jsonb_to_recordset(keys) k(team uuid))
   order by t.id for share;
  with kept as (
    insert into public.vault_recordkey
      (id, record_id, slot, team_id, generation_id, sealed_key)
    select coalesce(k.id, gen_random_uuid()), k.record, k.slot, k.team, g.id, decode(k.sealed_key, 'base64')
      from jsonb_to_recordset(keys) k(id uuid, record uuid, slot text, team uuid,
                                      generation integer, sealed_key text)
      join public.vault_team t on t.id = k.team
      join public.vault_generation g
        on g.team_id = k.team and g.number = k.generation and g.id <= t.newest_id
     where wall.is_landing_slot(k.slot)
    on conflict do nothing
    returning vault_recordkey.*),
  moving as (
    insert into public.vault_rewrap as r (generation_id, total, done, broken, started_at)
    select k.generation_id, count(*), 0, 0, least(at, clock_timestamp())
      from kept k join public.vault_team t on t.id = k.team_id
     where k.generation_id <> t.newest_id
     group by k.generation_id
    on conflict (generation_id) where ended_at is null
      do update set total = r.total + excluded.total)
  select coalesce(array_agg(distinct k.record), '{}') into unkept
    from jsonb_to_recordset(keys) k(record uuid, slot text, team uuid)
   where not exists (select from kept e
                      where e.record_id = k.record and e.slot = k.slot
                        and e.team_id = k.team);
  return unkept;
end $$;
