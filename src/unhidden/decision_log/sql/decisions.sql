-- Entries of decision logs: who may, in which order, and as of when they are written.

-- Whether the moment is now, give or take what a page takes; the demonstration alone
-- replays the past.
create or replace function wall.is_now(at timestamptz)
returns boolean language sql stable security definer
set search_path = pg_catalog, pg_temp as $$
  select at between clock_timestamp() - interval '10 minutes'
                and clock_timestamp() + interval '1 minute'
      or exists (select from wall.replays r where r.login = session_user)
$$;

-- Whether a decision is open: with the whole log; or in a log that one may write in, as
-- its author, or as one to whom it is addressed.
create or replace function wall.is_decision_open(
  log text, is_own boolean, addressed_to jsonb, open text[], joined text[], parts text[])
returns boolean language sql immutable
set search_path = pg_catalog, pg_temp as $$
  select log = any(open)
      or log = any(joined)
         and (is_own
              or exists (select from unnest(parts) p(part)
                          where starts_with(p.part, log || ':')
                            and addressed_to ? substr(p.part, length(log) + 2)))
$$;

-- Write a decision with the next number of its log; gives the number. Whoever comes
-- second waits for the first, and what is undone leaves no gap.
create or replace function wall.write_decision(
  new_id uuid, kind text, subject uuid, content jsonb, at timestamptz)
returns integer language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  entry integer;
begin
  if (kind || ':' || subject = any(wall.joined_logs()) and wall.is_now(at)) is not true
  then
    perform wall.refuse('write_decision');
  end if;
  perform wall.take_turn('decision_log', subject);
  select coalesce(max(d.number), 0) + 1 into entry
    from public.decision_log_decision d
   where d.kind = write_decision.kind and d.subject_id = subject;
  insert into public.decision_log_decision
    (id, kind, subject_id, number, author_id, organisation_id, capacity, decided_at,
     written_at, review_at, title, "values", information, threat_and_risk,
     powers_and_policy, options, rejected, action_and_review, addressed_to)
  select new_id, kind, subject, entry, wall.person(), wall.organisation(),
         wall.log_capacity(kind, subject), c.decided_at, at, c.review_at, c.title,
         c."values", c.information, c.threat_and_risk, c.powers_and_policy, c.options,
         c.rejected, c.action_and_review, c.addressed_to
    from jsonb_to_record(content) as c(
      decided_at timestamptz, review_at timestamptz, title text, "values" text,
      information text, threat_and_risk text, powers_and_policy text, options text,
      rejected jsonb, action_and_review text, addressed_to jsonb);
  return entry;
end $$;

-- Write an addendum to a decision, with the next number of that decision; gives it.
create or replace function wall.write_addendum(
  new_id uuid, decision uuid, kind text, words text, review_at timestamptz,
  at timestamptz)
returns integer language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  held record;
  entry integer;
begin
  select d.* into held from public.decision_log_decision d where d.id = decision;
  if (wall.is_decision_open(
        held.kind || ':' || held.subject_id,
        held.author_id = wall.person() and held.organisation_id = wall.organisation(),
        held.addressed_to, wall.open_logs(), wall.joined_logs(), wall.log_parts())
      and wall.is_now(at)) is not true then
    perform wall.refuse('write_addendum');
  end if;
  perform wall.take_turn('decision_log', held.subject_id);
  select coalesce(max(a.number), 0) + 1 into entry
    from public.decision_log_addendum a where a.decision_id = decision;
  insert into public.decision_log_addendum
    (id, decision_id, number, kind, author_id, organisation_id, capacity, written_at,
     text, review_at)
  values (new_id, decision, entry, kind, wall.person(), wall.organisation(),
          wall.log_capacity(held.kind, held.subject_id), at, words, review_at);
  return entry;
end $$;
