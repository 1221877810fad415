-- The models of which nobody knows yet what they would change where another serves: the
-- newest four that fit this program, and the shipped one, which has no id.
create or replace function wall.models_to_compare()
returns table(model_id uuid, against_id uuid)
language sql stable security definer
set search_path = pg_catalog, pg_temp as $$
  with serves as (
    select (select p.model_id from public.intelligence_modelpublication p
             order by p.turn desc limit 1) as id
  ), there as (
    (select m.id from public.intelligence_linkagemodel m
      where m.spec_hash = wall.people_spec() order by m.number desc limit 4)
     union all
    select null)
  select t.id, s.id from there t cross join serves s
   where t.id is distinct from s.id
     and not exists (select from public.intelligence_modelchange c
                      where c.model_id is not distinct from t.id
                        and c.against_id is not distinct from s.id)
$$;

-- Whether somebody's training is under way, or a model waits to be compared.
create or replace function wall.is_learning()
returns boolean language sql stable
set search_path = pg_catalog, pg_temp as $$
  select exists (select from wall.models_to_compare())
      or exists (select from public.intelligence_modeltraining t
                  where t.begun_at is not null
                    and t.failure = ''
                    and not exists (select from public.intelligence_linkagemodel m
                                     where m.training_id = t.id))
$$;

-- For the worker, while something is learnt: how people are named, and their keys, in
-- the order of their mentions, from behind one on. Never which record said so.
create or replace function wall.people_to_learn(behind uuid, most integer)
returns table(mention_id uuid, named jsonb, keys bigint[])
language sql stable security definer
set search_path = pg_catalog, pg_temp as $$
  select t.mention_id, t.profile -> 'names' -> 0,
         array(select k.key from public.intelligence_tracekey k
                where k.mention_id = t.mention_id)
    from public.intelligence_trace t
   where t.kind = 'person'
     and t.spec = wall.trace_spec()
     and t.mention_id > coalesce(behind, '00000000-0000-0000-0000-000000000000')
     and wall.is_learning()
   order by t.mention_id
   limit most
$$;

-- For the worker, while something is learnt: what is compared of these people.
create or replace function wall.people_to_weigh(mentions uuid[])
returns table(mention_id uuid, profile jsonb)
language sql stable security definer
set search_path = pg_catalog, pg_temp as $$
  select t.mention_id, t.profile
    from public.intelligence_trace t
   where t.mention_id = any(mentions)
     and t.kind = 'person'
     and t.spec = wall.trace_spec()
     and wall.is_learning()
$$;

-- For the worker: a training that somebody asked for begins.
create or replace function wall.begin_training(training uuid, at timestamptz)
returns void language sql volatile security definer
set search_path = pg_catalog, pg_temp as $$
  update public.intelligence_modeltraining t
     set begun_at = at
   where t.id = training and t.begun_at is null
$$;

-- For the worker: it ends without a model, once and for all.
create or replace function wall.end_training(training uuid, why text, mentions integer)
returns void language sql volatile security definer
set search_path = pg_catalog, pg_temp as $$
  update public.intelligence_modeltraining t
     set failure = why, mentions = end_training.mentions
   where t.id = training and t.failure = ''
$$;
