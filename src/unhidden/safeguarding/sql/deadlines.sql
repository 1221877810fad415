-- For the worker: which deadlines have passed unmet, each told once. By the database's
-- clock, or an earlier one.
create or replace function wall.tell_overdue(at timestamptz)
returns setof uuid language sql volatile security definer
set search_path = pg_catalog, pg_temp as $$
  with told as (
    update public.safeguarding_deadline d
       set told_overdue_at = least(at, clock_timestamp())
     where d.due_at < least(at, clock_timestamp())
       and d.met_at is null
       and d.ended_at is null
       and cardinality(d.pauses) % 2 = 0
       and d.told_overdue_at is null
    returning d.id, d.due_at)
  select t.id from told t order by t.due_at, t.id
$$;

-- What has ended is over: who opens it again starts a row of its own; and who meets one
-- does so in their own name. Which columns are changed no row policy sees.
create or replace function public.safeguarding_deadline_end_is_final()
returns trigger language plpgsql
set search_path = pg_catalog
as $$
begin
  if old.ended_at is not null then
    raise exception 'a deadline that has ended is never changed';
  end if;
  if new.met_by_id is not null and new.met_by_id is distinct from old.met_by_id then
    if (new.met_by_id = wall.person()) is not true then
      raise exception 'a deadline is met in one''s own name' using errcode = '42501';
    end if;
  end if;
  return new;
end
$$;

-- The rule by which a clock of a code counts that began on a day: the newest that held
-- then, or that reaches back and has begun since; null once that has ended.
create or replace function wall.rule_holding(code text, began date, today date)
returns uuid language sql stable
set search_path = pg_catalog, pg_temp
return (
  select case when coalesce(h.to_on >= began, true) then h.id end
    from (select r.id, r.to_on
            from public.safeguarding_clockrule r
           where r.code = rule_holding.code
             and (r.from_on <= began or r.reaches_back and r.from_on <= today)
             and not exists (select from public.safeguarding_clockrulestep s
                              where s.rule_id = r.id and s.kind = 'withdrawn')
           order by r.from_on desc, r.number desc
           limit 1) h
);

-- For the worker: what runs, and is counted by another rule than holds for it. What no
-- rule was kept of stays as it is.
create or replace function wall.deadlines_to_recount(at timestamptz)
returns table(deadline_id uuid, rule_id uuid, started_at timestamptz, pauses date[])
language sql stable security definer
set search_path = pg_catalog, pg_temp as $$
  select d.id, n.rule, d.started_at, d.pauses
    from public.safeguarding_deadline d
   cross join lateral (select wall.rule_holding(
           d.code::text, (d.started_at at time zone 'Europe/London')::date,
           (least(at, clock_timestamp()) at time zone 'Europe/London')::date) as rule) n
   where d.met_at is null
     and d.ended_at is null
     and n.rule <> d.rule_id
   order by d.id
$$;

-- Count a deadline by the rule that holds for it, with a step that says from which rule
-- to which. Whether it was done: not where it was stopped, met or ended meanwhile. Who
-- writes in the case waits, and is waited for.
create or replace function wall.recount_deadline(
  deadline uuid, rule uuid, due timestamptz, seen date[], at timestamptz)
returns boolean language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  held record;
  today date := (least(at, clock_timestamp()) at time zone 'Europe/London')::date;
begin
  select d.case_id, d.code, d.rule_id, d.started_at, d.due_at, d.pauses, d.met_at,
         d.ended_at, d.told_overdue_at
    into held
    from public.safeguarding_deadline d
    join public.safeguarding_case c on d.case_id = c.id
   where d.id = deadline
     for no key update of c, d;
  if (held.met_at is null and held.ended_at is null and held.pauses = seen
      and rule is distinct from held.rule_id
      and rule = wall.rule_holding(
        held.code::text, (held.started_at at time zone 'Europe/London')::date, today)
     ) is not true then
    return false;
  end if;
  update public.safeguarding_deadline d
     set rule_id = rule, due_at = due,
         told_overdue_at = case when due < clock_timestamp() then held.told_overdue_at end
   where d.id = deadline;
  insert into public.safeguarding_deadlinechange
    (id, case_id, deadline_id, step, rule_id, rule_before_id, due_before, due_after,
     route, party, reference, changed_at)
  values (gen_random_uuid(), held.case_id, deadline, 'recounted', rule, held.rule_id,
          held.due_at, due, '', '', '', least(at, clock_timestamp()));
  return true;
end $$;
