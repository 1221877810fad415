-- What was decided of unused material, and signed: what comes after what.

-- An item has the number after the last. What the source unit was told, and where
-- organisations are to contact each other, is none, be it called what it may; nor is
-- intelligence or a visit that is restricted, or above what a desk reads.
create or replace function public.investigations_material_enters()
returns trigger language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  if (new.number = 1 + coalesce((
       select max(m.number) from public.investigations_material m
        where m.investigation_id = new.investigation_id), 0)) is not true then
    raise exception 'an item has the number after the last'
      using errcode = '23514', constraint = 'items_are_numbered_on';
  end if;
  if (not exists (
       select from public.intelligence_sourcematch s where s.id = new.source_id)
      and not exists (
       select from public.intelligence_sourcestep s where s.id = new.source_id)
      and not exists (
       select from public.intelligence_contact c where c.id = new.source_id)
      and not exists (
       select from public.intelligence_contactstep c where c.id = new.source_id)
      and not exists (
       select from public.intelligence_intelligencereport r
        where r.id = new.source_id and (r.is_restricted or r.sensitivity > 1))
      and not exists (
       select from public.visits_visit v
        where v.id = new.source_id and (v.is_restricted or v.sensitivity > 1)))
     is not true then
    raise exception 'that is no item of material'
      using errcode = '23514', constraint = 'what_few_may_know_is_no_item';
  end if;
  return new;
end $$;

-- Each axis goes on by itself, of an item and a suspect of this investigation. What is
-- sensitive stops being so by two people: one says it, another agrees. Nothing else
-- stands between.
create or replace function public.investigations_materialdecision_follows()
returns trigger language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  before record;
begin
  select d.turn, d.value, d.decided_by_id into before
    from public.investigations_materialdecision d
   where d.material_id = new.material_id and d.axis = new.axis
     and d.accused_id is not distinct from new.accused_id
   order by d.turn desc limit 1;
  if (new.turn = coalesce(before.turn, 0) + 1
      and exists (
       select from public.investigations_material m
        where m.id = new.material_id and m.investigation_id = new.investigation_id)
      and (new.accused_id is null or exists (
       select from public.investigations_personrole r
        where r.person_id = new.accused_id and r.role = 'suspect'
          and r.investigation_id = new.investigation_id)))
     is not true then
    raise exception 'a decision follows the one before it'
      using errcode = '23514', constraint = 'decisions_of_material_follow';
  end if;
  if (new.axis <> 'sensitivity' or case coalesce(before.value, '')
          when '' then new.value in ('none_sensitive', 'sensitive')
          when 'none_sensitive' then new.value = 'sensitive'
          when 'sensitive' then new.value = 'none_asked'
          when 'none_asked' then new.value = 'sensitive'
            or new.value = 'none_sensitive'
               and new.decided_by_id <> before.decided_by_id
          else false end) is not true then
    raise exception 'one says that it is not sensitive, and another agrees'
      using errcode = '23514', constraint = 'sensitivity_is_undone_by_two';
  end if;
  return new;
end $$;

-- A description follows the last one, of an item of this investigation, and is listed
-- under one of it.
create or replace function public.investigations_materialdescription_follows()
returns trigger language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  if (new.turn = 1 + coalesce((
       select max(d.turn) from public.investigations_materialdescription d
        where d.material_id = new.material_id), 0)
      and exists (
       select from public.investigations_material m
        where m.id = new.material_id and m.investigation_id = new.investigation_id)
      and (new.block_id is null or exists (
       select from public.investigations_material m
        where m.id = new.block_id and m.investigation_id = new.investigation_id)))
     is not true then
    raise exception 'a description follows the one before it'
      using errcode = '23514', constraint = 'descriptions_of_material_follow';
  end if;
  return new;
end $$;

-- The same of what is sealed.
create or replace function public.investigations_sensitivedescription_follows()
returns trigger language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  if (new.turn = 1 + coalesce((
       select max(d.turn) from public.investigations_sensitivedescription d
        where d.material_id = new.material_id), 0)
      and exists (
       select from public.investigations_material m
        where m.id = new.material_id and m.investigation_id = new.investigation_id))
     is not true then
    raise exception 'a description follows the one before it'
      using errcode = '23514', constraint = 'sensitive_descriptions_follow';
  end if;
  return new;
end $$;

-- An answer about presumed material follows the last one of its category.
create or replace function public.investigations_presumedanswer_follows()
returns trigger language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  if (new.turn = 1 + coalesce((
       select max(a.turn) from public.investigations_presumedanswer a
        where a.investigation_id = new.investigation_id
          and a.category = new.category), 0)) is not true then
    raise exception 'an answer follows the one before it'
      using errcode = '23514', constraint = 'presumed_answers_follow';
  end if;
  return new;
end $$;

-- A version of a schedule goes on where the last one of its kind ended.
create or replace function public.investigations_schedule_continues()
returns trigger language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  before record;
begin
  select s.version, s.first_line + s.lines_count as next_line into before
    from public.investigations_schedule s
   where s.investigation_id = new.investigation_id and s.kind = new.kind
   order by s.version desc limit 1;
  if (new.version = coalesce(before.version, 0) + 1
      and new.first_line = coalesce(before.next_line, 1)) is not true then
    raise exception 'a schedule goes on where the last one ended'
      using errcode = '23514', constraint = 'a_schedule_goes_on';
  end if;
  return new;
end $$;

-- A signed version takes no line: they come before it, and its signature counts them.
-- Whoever adds one waits for whoever signs.
create or replace function public.investigations_scheduleline_is_unsigned()
returns trigger language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  perform pg_advisory_xact_lock(hashtextextended(new.schedule_id::text, 0));
  if (not exists (
       select from public.investigations_schedule s where s.id = new.schedule_id)
      and exists (
       select from public.investigations_material m
        where m.id = new.material_id and m.investigation_id = new.investigation_id))
     is not true then
    raise exception 'a signed schedule takes no line'
      using errcode = '23514', constraint = 'a_signed_schedule_takes_no_line';
  end if;
  return new;
end $$;

-- Nor does it take words for a line.
create or replace function public.investigations_sensitiveline_is_unsigned()
returns trigger language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  listing uuid := (
    select l.schedule_id from public.investigations_scheduleline l
     where l.id = new.line_id and l.investigation_id = new.investigation_id);
begin
  perform pg_advisory_xact_lock(hashtextextended(listing::text, 0));
  if (listing is not null and not exists (
       select from public.investigations_schedule s where s.id = listing))
     is not true then
    raise exception 'a signed schedule takes no words'
      using errcode = '23514', constraint = 'a_signed_schedule_takes_no_words';
  end if;
  return new;
end $$;

-- A signature is of lines that are there: as many as it counts, in their order, with
-- their digest; of the sensitive schedule each has its words, sealed by who signs.
create or replace function public.investigations_schedule_has_its_lines()
returns trigger language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  there record;
begin
  perform pg_advisory_xact_lock(hashtextextended(new.id::text, 0));
  select count(*) as lines, min(l.line) as first, max(l.line) as last,
         count(*) filter (where l.investigation_id <> new.investigation_id) as strange,
         count(*) filter (where new.kind = 'MG6D' and l.words <> ''
           or (new.kind = 'MG6D') <> (s.id is not null)
           or s.sealed_by_id <> new.signed_by_id) as unsealed,
         encode(sha256(convert_to('[' || coalesce(string_agg(
           '[' || l.line || ',' || to_json(l.words) || ',' || l.quantity || ','
           || to_json(l.marks) || ']', ',' order by l.line), '') || ']', 'UTF8')),
           'hex') as digest
    into there
    from public.investigations_scheduleline l
    left join public.investigations_sensitiveline s on s.line_id = l.id
   where l.schedule_id = new.id;
  if (there.lines = new.lines_count and there.strange = 0 and there.unsealed = 0
      and (there.lines = 0 or there.first = new.first_line
           and there.last = new.first_line + new.lines_count - 1)
      and there.digest = new.digest) is not true then
    raise exception 'a signature is of the lines that are there'
      using errcode = '23514', constraint = 'a_schedule_has_its_lines';
  end if;
  return new;
end $$;

-- Nothing is signed while an item is undecided: its relevance, its use, its sensitivity,
-- for each accused the test, and how it is described; nor while it is to be looked at
-- again. Items entered just now are few by the database's count of them: it would compare
-- each with every other, were it let.
create or replace function public.investigations_schedule_leaves_nothing()
returns trigger language plpgsql security definer
set search_path = pg_catalog, pg_temp
set enable_nestloop = off
as $$
begin
  if exists (
    with latest as materialized (
      select distinct on (d.material_id, d.axis, d.accused_id)
             d.material_id, d.axis, d.accused_id, d.value, d.decided_at
        from public.investigations_materialdecision d
       where d.investigation_id = new.investigation_id
         and d.axis in ('relevance', 'use', 'sensitivity', 'test')
       order by d.material_id, d.axis, d.accused_id, d.turn desc
    ), accused as (
      select distinct r.person_id as id from public.investigations_personrole r
       where r.investigation_id = new.investigation_id
         and r.role = 'suspect' and r.ended_at is null
    ), looks as (
      select a.id, max(k.entered_at) as at
        from accused a
        join public.investigations_lookagain k
          on k.investigation_id = new.investigation_id
         and coalesce(k.accused_id, a.id) = a.id
       group by a.id
    ), tested as (
      select l.material_id, count(*) as people
        from latest l
        join accused a on a.id = l.accused_id
        left join looks k on k.id = a.id
       where l.axis = 'test' and l.value <> 'undecided'
         and not (l.value = 'not_met' and coalesce(k.at >= l.decided_at, false))
       group by l.material_id
    ), decided as (
      select l.material_id,
             max(l.value) filter (where l.axis = 'relevance') as relevance,
             max(l.value) filter (where l.axis = 'use') as use,
             max(l.value) filter (where l.axis = 'sensitivity') as sensitivity
        from latest l
       where l.accused_id is null
       group by l.material_id
    )
    select from public.investigations_material m
      left join decided d on d.material_id = m.id
      left join tested t on t.material_id = m.id
     where m.investigation_id = new.investigation_id
       and (d.relevance = 'not_relevant'
            or d.relevance = 'relevant' and d.use = 'evidence'
            or d.relevance = 'relevant' and d.use = 'unused'
               and coalesce(t.people, 0) = (select count(*) from accused)
               and case d.sensitivity
                 when 'none_sensitive' then exists (
                   select from public.investigations_materialdescription w
                    where w.material_id = m.id)
                 when 'sensitive' then exists (
                   select from public.investigations_sensitivedescription w
                    where w.material_id = m.id)
                 else false end) is not true
  ) is not false then
    raise exception 'nothing is signed while an item is undecided'
      using errcode = '23514', constraint = 'a_schedule_leaves_nothing_out';
  end if;
  return new;
end $$;
