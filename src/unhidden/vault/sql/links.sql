-- The chain of a team's keys. The program finds a link good before it vouches for it, for
-- here nobody can check a signature: but that it is the next one, of this team's keys and
-- for those who get them, is seen here too.

-- A team that has a chain has its keys changed, or given to somebody, by a link alone.
-- Taking them away needs none: what was given goes at once, and the next link says so.
create or replace function wall.follow_link(newest public.vault_generation, said jsonb)
returns void language plpgsql
as $$
declare
  head public.vault_link;
begin
  select * into head from public.vault_link l
   where l.team_id = newest.team_id order by l.number desc limit 1;
  if said ? 'link' then
    perform wall.add_link(newest, head, said);
  elsif (head.id is null
         or not said ?| array['generation', 'admitted', 'member_keys', 'set_up',
                              'recovery', 'recovery_ended']) is not true then
    perform wall.refuse('no link');
  end if;
end $$;

create or replace function wall.add_link(
  newest public.vault_generation, head public.vault_link, said jsonb)
returns void language plpgsql
as $$
declare
  header bytea := decode(said->'link'->>'header', 'base64');
  roster bytea := decode(said->'link'->>'roster', 'base64');
  line text[] := string_to_array(convert_from(header, 'UTF8'), E'\n');
  holders uuid[] := wall.holders(roster);
  next integer := coalesce(head.number, 0) + 1;
begin
  if (line[2] = 'team ' || newest.team_id
      and line[3] = 'number ' || next
      and line[4] = 'previous ' || coalesce(encode(sha256(head.header), 'hex'), 'none')
      and line[6] = 'generation ' || newest.number
      and line[7] = 'key ' || encode(newest.public_key, 'hex')
      and line[8] = 'roster ' || encode(sha256(roster), 'hex')) is not true then
    perform wall.refuse('not the next link');
  end if;
  if (array(select h from unnest(holders) h
            except
            select k.member_id from public.vault_memberkey k
             where k.generation_id = newest.id) = '{}'
      and array(select k.member from jsonb_to_recordset(said->'member_keys') k(member uuid)
                except
                select h from unnest(holders) h) = '{}') is not true then
    perform wall.refuse('not those of the link');
  end if;
  insert into public.vault_link (team_id, number, header, signatures)
  values (newest.team_id, next, header, decode(said->'link'->>'signatures', 'base64'));
  insert into public.vault_keptroster (team_id, roster) values (newest.team_id, roster)
  on conflict (team_id) do update set roster = excluded.roster;
  if said ? 'generation' then
    update public.vault_membership m set admitted_at = null, admitted_by = null
     where m.team_id = newest.team_id and m.ended_at is null
       and m.member_id not in (select h from unnest(holders) h);
  end if;
end $$;

-- Whose ids stand in a roster.
create or replace function wall.holders(roster bytea)
returns uuid[] language sql immutable
as $$
  select coalesce(array_agg(split_part(line, ' ', 2)::uuid), '{}')
    from unnest(string_to_array(convert_from(roster, 'UTF8'), E'\n')) line
   where line like 'holder %';
$$;

-- Who is in a team, or waits, and is engaged at its organisation today: until when, with
-- which key, and their own signature for it, where there is one.
create or replace function wall.key_holders(team uuid)
returns table(person uuid, until date, key bytea, is_admitted boolean, engagement uuid,
              signer bytea, proof bytea)
language plpgsql stable security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  return query
    select m.member_id, e.to_on, k.public_key, m.admitted_at is not null,
           p.engagement_id, p.signer, p.proof
      from public.vault_membership m
      join public.vault_team t on t.id = m.team_id
      join public.vault_member k on k.id = m.member_id
     cross join lateral wall.engagement_of(m.member_id, t.organisation_id) e
      left join public.vault_proof p on (p.team_id, p.person_id) = (t.id, m.member_id)
     where m.team_id = key_holders.team
       and m.ended_at is null
       and e.id is not null
       and wall.is_signed();
end $$;

-- The teams of whose organisations somebody is, for which their present signature is
-- missing.
create or replace function wall.to_prove(person uuid, signer bytea)
returns table(team uuid, engagement uuid) language plpgsql stable security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  return query
    select t.id, e.id
      from public.vault_team t
     cross join lateral wall.engagement_of(to_prove.person, t.organisation_id) e
     where (wall.claims())[1] in (to_prove.person::text, 'system')
       and e.id is not null
       and not exists (
         select from public.vault_proof p
          where (p.team_id, p.person_id, p.engagement_id, p.signer)
              = (t.id, to_prove.person, e.id, to_prove.signer));
end $$;

-- Links stay: their table calls it for whoever changes, deletes or empties.
create or replace function public.vault_link_is_final()
returns trigger language plpgsql
as $$
begin
  raise exception 'a link of a chain is never changed' using errcode = '42501';
end $$;
