-- What a row alone cannot say of the steps that stand before it.

-- An action goes from queue to queue; who resulted it never files it.
create or replace function public.investigations_actionstep_follows()
returns trigger language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  before record;
begin
  select s.turn, s.queue, s.taken_by_id into before
    from public.investigations_actionstep s
   where s.action_id = new.action_id order by s.turn desc limit 1;
  if (new.turn = coalesce(before.turn, 0) + 1
      and case coalesce(before.queue, '')
          when '' then new.queue = 'for_allocation'
          when 'for_allocation' then new.queue in ('allocated', 'refused', 'referred_up')
          when 'allocated' then
            new.queue in ('completed', 'for_allocation', 'referred_up', 'allocated')
          when 'referred_up' then new.queue in ('for_allocation', 'refused', 'allocated')
          when 'completed' then new.queue in ('resulted', 'allocated')
          when 'resulted' then new.queue in ('filed', 'for_allocation')
          when 'refused' then new.queue = 'for_allocation'
          when 'filed' then new.queue = 'for_allocation'
          else false end) is not true then
    raise exception 'an action does not go there from here'
      using errcode = '23514', constraint = 'an_action_goes_from_queue_to_queue';
  end if;
  if new.queue = 'filed' and (new.taken_by_id <> before.taken_by_id) is not true then
    raise exception 'another files what one resulted'
      using errcode = '23514', constraint = 'an_action_is_filed_by_another';
  end if;
  return new;
end $$;

-- A line goes from state to state; its ends, and opening it again, have a reason.
create or replace function public.investigations_linestep_follows()
returns trigger language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  before record;
begin
  select s.turn, s.state into before from public.investigations_linestep s
   where s.line_id = new.line_id order by s.turn desc limit 1;
  if (new.turn = coalesce(before.turn, 0) + 1
      and case coalesce(before.state, 'proposed')
          when 'proposed' then new.state in ('open', 'not_reasonable', 'overtaken')
          when 'open' then
            new.state in ('pursued', 'exhausted', 'not_reasonable', 'overtaken')
          when 'pursued' then
            new.state in ('open', 'exhausted', 'not_reasonable', 'overtaken')
          else new.state = 'open' end
      and (new.reason <> ''
           or new.state in ('open', 'pursued')
              and coalesce(before.state, 'proposed')
                  in ('proposed', 'open', 'pursued'))) is not true then
    raise exception 'a line does not go there from here'
      using errcode = '23514', constraint = 'a_line_goes_from_state_to_state';
  end if;
  return new;
end $$;

-- A document is read, then indexed, then filed.
create or replace function public.investigations_paperstep_follows()
returns trigger language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  reached text[];
begin
  select coalesce(array_agg(s.stage::text), '{}') into reached
    from public.investigations_paperstep s where s.paper_id = new.paper_id;
  if (case new.stage
      when 'read' then true
      when 'indexed' then 'read' = any(reached)
      when 'filed' then 'indexed' = any(reached)
      else false end) is not true then
    raise exception 'a document is read, indexed and filed in this order'
      using errcode = '23514', constraint = 'a_paper_goes_its_way';
  end if;
  return new;
end $$;

-- An interview is held, declined or stopped; what was held is transcribed from a
-- document, and reviewed.
create or replace function public.investigations_interviewstep_follows()
returns trigger language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  before record;
begin
  select s.turn, s.stage into before from public.investigations_interviewstep s
   where s.interview_id = new.interview_id order by s.turn desc limit 1;
  if (new.turn = coalesce(before.turn, 0) + 1
      and case coalesce(before.stage, 'planned')
          when 'planned' then new.stage in ('held', 'declined', 'stopped')
          when 'stopped' then new.stage in ('held', 'declined')
          when 'held' then new.stage = 'transcribed' and new.paper_id is not null
          when 'transcribed' then new.stage = 'reviewed'
          else false end) is not true then
    raise exception 'an interview does not go there from here'
      using errcode = '23514', constraint = 'an_interview_goes_its_way';
  end if;
  return new;
end $$;

-- A possible victim, by a role or as one of a visit, is a suspect only with a record of
-- section 45 of the Modern Slavery Act 2015; and who is a suspect becomes a possible victim at any time.
create or replace function public.investigations_personrole_is_reasoned()
returns trigger language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  if new.role = 'suspect' and (exists (
       select from public.investigations_personrole r
        where r.person_id = new.person_id and r.role = 'victim')
     or exists (
       select from public.investigations_investigatedperson p
        where p.id = new.person_id and p.possible_victim_id is not null))
     and not exists (
       select from public.investigations_section45record s
        where s.person_id = new.person_id) then
    raise exception 'a possible victim is a suspect only by a record of section 45'
      using errcode = '23514', constraint = 'a_victim_is_a_suspect_by_section_45';
  end if;
  return new;
end $$;
