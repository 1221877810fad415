-- Whether a batch is under way: begun, and not ended.
create or replace function wall.is_relinking()
returns boolean language sql stable
set search_path = pg_catalog, pg_temp as $$
  select exists (select from public.intelligence_linkagebatch b
                  where b.begun_at is not null and b.ended_at is null)
$$;

-- For the worker: what somebody asked for begins, or begins again. What a try that was
-- broken off had kept goes. Gives the model that was published last, and among how many
-- people a match is weighed.
create or replace function wall.begin_batch(batch uuid, at timestamptz)
returns table(model_id uuid, among bigint)
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp as $$
begin
  update public.intelligence_linkagebatch b
     set begun_at = at, tries = b.tries + 1, stage = 'reading', share = 0
   where b.id = batch and b.ended_at is null;
  if found is not true then
    perform wall.refuse('begin_batch');
  end if;
  delete from public.intelligence_proposedlink l where l.batch_id = batch;
  return query
    select (select p.model_id from public.intelligence_modelpublication p
             order by p.turn desc limit 1), wall.people_traced();
end $$;

-- For the worker, while a batch is under way: what is compared of mentions, and their
-- keys, in their order, from behind one on. Never which record said so.
create or replace function wall.mentions_to_relink(behind uuid, most integer)
returns table(mention_id uuid, kind text, profile jsonb, keys bigint[])
language sql stable security definer
set search_path = pg_catalog, pg_temp as $$
  select t.mention_id, t.kind::text, t.profile,
         array(select k.key from public.intelligence_tracekey k
                where k.mention_id = t.mention_id)
    from public.intelligence_trace t
   where t.spec = wall.trace_spec()
     and t.mention_id > coalesce(behind, '00000000-0000-0000-0000-000000000000')
     and wall.is_relinking()
   order by t.mention_id
   limit most
$$;

-- For the worker: how far a batch is that is under way.
create or replace function wall.note_batch(batch uuid, stage text, share integer)
returns void language sql volatile security definer
set search_path = pg_catalog, pg_temp as $$
  update public.intelligence_linkagebatch b
     set stage = note_batch.stage, share = note_batch.share
   where b.id = batch and b.begun_at is not null and b.ended_at is null
$$;

-- For the worker: pairs that a batch found which is under way. Mentions that are gone
-- meanwhile are left out.
create or replace function wall.keep_proposals(
  batch uuid, lefts uuid[], rights uuid[], weights double precision[], related boolean[])
returns void language sql volatile security definer
set search_path = pg_catalog, pg_temp as $$
  insert into public.intelligence_proposedlink
         (id, batch_id, left_id, right_id, bits, is_related)
  select gen_random_uuid(), b.id, one.id, other.id, given.bits, given.is_related
    from unnest(lefts, rights, weights, related) given(one, other, bits, is_related)
    join public.intelligence_linkagebatch b
      on b.id = batch and b.begun_at is not null and b.ended_at is null
    join public.intelligence_mention one on one.id = given.one
    join public.intelligence_mention other on other.id = given.other
$$;

-- For the worker: a batch ends, once. Then what it found stands in the place of what
-- batches before it found; where it failed, nothing that it found is left. What somebody
-- put off until a day that is over comes up again.
create or replace function wall.end_batch(batch uuid, why text, at timestamptz)
returns void language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp as $$
begin
  update public.intelligence_linkagebatch b
     set ended_at = at, failure = why
   where b.id = batch and b.begun_at is not null and b.ended_at is null;
  if found is not true then
    perform wall.refuse('end_batch');
  end if;
  delete from public.intelligence_proposedlink l
   where (l.batch_id = batch) = (why <> '');
  delete from public.intelligence_proposaldelay d where d.until_on <= at::date;
end $$;
