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

-- What has ended is over: who opens it again starts a row of its own. Which columns are
-- changed no row policy sees.
create or replace function public.safeguarding_deadline_end_is_final()
returns trigger language plpgsql
set search_path = pg_catalog
as $$
begin
  if old.ended_at is not null then
    raise exception 'a deadline that has ended is never changed';
  end if;
  return new;
end
$$;
