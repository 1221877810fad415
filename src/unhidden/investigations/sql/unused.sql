-- What was decided of unused material, and signed: what comes after what.

-- What is sensitive stops being so by two people: one says it, another agrees. Nothing
-- else stands between.
create or replace function public.investigations_materialdecision_follows()
returns trigger language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  before record;
begin
  select d.turn, d.value, d.decided_by_id into before
    from public.investigations_materialdecision d
   where d.material_id = new.material_id and d.axis = 'sensitivity'
   order by d.turn desc limit 1;
  if (new.turn = coalesce(before.turn, 0) + 1
      and case coalesce(before.value, '')
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

-- A signed version has the lines that it counts, by whoever signed it, and no more.
create or replace function public.investigations_scheduleline_is_counted()
returns trigger language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  if exists (
       select from public.investigations_schedule s
        where s.id = new.schedule_id
          and s.investigation_id = new.investigation_id
          and s.signed_by_id = wall.person()
          and new.line >= s.first_line
          and new.line < s.first_line + s.lines_count) is not true then
    raise exception 'a signed schedule takes no line'
      using errcode = '23514', constraint = 'a_signed_schedule_takes_no_line';
  end if;
  return new;
end $$;
