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

-- A possible victim is a suspect only with a record of section 45 of the Modern Slavery
-- Act 2015; and who is a suspect becomes a possible victim at any time.
create or replace function public.investigations_personrole_is_reasoned()
returns trigger language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  if new.role = 'suspect' and exists (
       select from public.investigations_personrole r
        where r.person_id = new.person_id and r.role = 'victim')
     and not exists (
       select from public.investigations_section45record s
        where s.person_id = new.person_id) then
    raise exception 'a possible victim is a suspect only by a record of section 45'
      using errcode = '23514', constraint = 'a_victim_is_a_suspect_by_section_45';
  end if;
  return new;
end $$;
