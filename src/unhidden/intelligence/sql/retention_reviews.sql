-- A report of intelligence is disposed of, or anonymised, when its time is over.

-- Whether a court or an inquiry wants it kept: the newest legal hold is not lifted.
create or replace function wall.is_kept_for_law(report uuid)
returns boolean language sql stable
set search_path = pg_catalog, pg_temp
return coalesce(
  (select v.decision = 'hold' from public.intelligence_review v
    where v.report_id = is_kept_for_law.report and v.decision in ('hold', 'lift')
    order by v.turn desc limit 1), false);

-- Its items as figures: the grade that stands, the signs, and the council area of the
-- premises that it speaks of where these are of one. Nothing that names anything.
create or replace function wall.items_as_figures(report uuid)
returns table(item_id uuid, source text, assessment text, handling text, council text,
              signs text[], is_replaced boolean)
language sql stable
set search_path = pg_catalog, pg_temp
begin atomic
  select i.id, coalesce(g.source, i.source)::text, coalesce(g.assessment, i.assessment)::text,
         coalesce(g.handling, i.handling)::text,
         (select min(p.council_id)::text
            from public.intelligence_mention m
            join public.places_premises p on p.id = m.premises_id
           where m.item_id = i.id
          having count(distinct p.council_id) = 1),
         array(select s.code from jsonb_array_elements_text(i.sign_codes) s(code)
                order by s.code),
         i.is_replaced
    from public.intelligence_item i
    left join lateral (
      select n.source, n.assessment, n.handling from public.intelligence_grading n
       where n.item_id = i.id order by n.version desc limit 1) g on true
   where i.report_id = items_as_figures.report;
end;

-- What survives, also of what is anonymised, whose area goes with its mentions: counts
-- by month, area, review group, signs and grade.
create or replace function wall.count_disposed(report uuid, review_group integer, happened date)
returns void language plpgsql
set search_path = pg_catalog, pg_temp
as $$
begin
  insert into public.intelligence_disposedcount as t
    (id, month, council_id, review_group, sign_codes, grade, items)
  select gen_random_uuid(), date_trunc('month', happened)::date, f.council,
         count_disposed.review_group, f.signs, f.source || f.assessment || f.handling,
         count(*)
    from wall.items_as_figures(report) f
   where not f.is_replaced
   group by f.council, f.signs, f.source || f.assessment || f.handling
  on conflict on constraint items_of_one_kind_are_counted_together
  do update set items = t.items + excluded.items;
end $$;

-- These mentions, with all that hangs on them: also what others judged of them.
create or replace function wall.forget_said(gone uuid[])
returns void language plpgsql
set search_path = pg_catalog, pg_temp
as $$
begin
  delete from public.intelligence_judgement j
   where j.left_id = any(gone) or j.right_id = any(gone);
  delete from public.intelligence_proposedlink p
   where p.left_id = any(gone) or p.right_id = any(gone);
  delete from public.intelligence_proposaldelay d where d.mention_id = any(gone);
  delete from public.intelligence_calibrationpair p
   where p.left_id = any(gone) or p.right_id = any(gone);
  with cut as (
    delete from public.intelligence_link l
     where l.left_id = any(gone) or l.right_id = any(gone) returning l.id
  )
  delete from public.intelligence_linkwithdrawal w using cut where w.link_id = cut.id;
  delete from public.intelligence_meetingkey k where k.mention_id = any(gone);
  delete from public.intelligence_tracekey k where k.mention_id = any(gone);
  delete from public.intelligence_trace t where t.mention_id = any(gone);
  delete from public.intelligence_mention m where m.id = any(gone);
end $$;

-- What a report speaks of.
create or replace function wall.forget_mentions(report uuid)
returns void language plpgsql
set search_path = pg_catalog, pg_temp
as $$
begin
  perform wall.forget_said(array(
    select m.id from public.intelligence_mention m
      join public.intelligence_item i on i.id = m.item_id
     where i.report_id = report));
end $$;

-- Its words and whatever else leads to them: what was sealed loses its keys, too.
create or replace function wall.forget_words(report uuid)
returns void language plpgsql
set search_path = pg_catalog, pg_temp
as $$
declare
  holders uuid[] := array(select i.id from public.intelligence_item i
                           where i.report_id = report);
begin
  delete from public.vault_recordkey k where k.record_id = report;
  perform wall.forget_mentions(report);
  update public.intelligence_replacement p set text = '', said = '[]'
   where p.old_id = any(holders);
  delete from public.intelligence_dissemination d where d.item_id = any(holders);
  delete from public.intelligence_itemcheck c where c.item_id = any(holders);
  delete from public.intelligence_grading g where g.item_id = any(holders);
  delete from public.intelligence_contactstep s
   where s.contact_id in (select c.id from public.intelligence_contact c
                           where c.record_id = report);
  delete from public.intelligence_contact c where c.record_id = report;
  delete from public.intelligence_sourcekey k where k.report_id = report;
  delete from public.intelligence_sourcestep s
   where s.match_id in (select m.id from public.intelligence_sourcematch m
                         where report in (m.earlier_id, m.later_id));
  delete from public.intelligence_sourcematch m
   where report in (m.earlier_id, m.later_id);
  perform wall.forget_shares(report);
  perform wall.forget_emergencies(report);
end $$;

-- The report, its signs, grades and dates stay; a dash stands where words must.
create or replace function wall.anonymise(report uuid, at timestamptz)
returns void language plpgsql
set search_path = pg_catalog, pg_temp
as $$
begin
  update public.intelligence_item i
     set text = '', source = f.source, assessment = f.assessment, handling = f.handling,
         conditions = case when f.handling = 'C' then '—' else '' end
    from wall.items_as_figures(report) f
   where i.id = f.item_id;
  perform wall.forget_words(report);
  update public.intelligence_review v
     set reason = '—',
         necessity_words = left('—', length(v.necessity_words)),
         pattern_words = left('—', length(v.pattern_words)),
         risk_words = left('—', length(v.risk_words)),
         vulnerability_words = left('—', length(v.vulnerability_words))
   where v.report_id = report;
  update public.intelligence_reviewmatter m set reason = '—' where m.report_id = report;
  update public.intelligence_intelligencereport r
     set raw_sealed = '', provenance_sealed = '', report_id = null, visit_id = null,
         anonymised_at = at
   where r.id = report;
end $$;

-- All of it goes.
create or replace function wall.dispose(report uuid)
returns void language plpgsql
set search_path = pg_catalog, pg_temp
as $$
begin
  perform wall.forget_words(report);
  delete from public.intelligence_replacement p
   where p.old_id in (select i.id from public.intelligence_item i
                       where i.report_id = report);
  delete from public.intelligence_item i where i.report_id = report;
  delete from public.intelligence_review v where v.report_id = report;
  delete from public.intelligence_reviewmatter m where m.report_id = report;
  delete from public.intelligence_intelligencereport r where r.id = report;
  perform wall.forget_ways_in(report);
end $$;

-- Do what one person decided and a second has just agreed to; '' or why not. Nothing
-- goes that is held for a court, itself or the report of the public that it was written
-- from, or that is younger than six years, or in others' hands.
create or replace function wall.carry_out_review(report uuid, at timestamptz)
returns text language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  head public.intelligence_intelligencereport;
  agreed public.intelligence_review;
  asked public.intelligence_review;
  happened date;
begin
  select r.organisation_id, r.report_id, r.event_on, r.written_at
    into head.organisation_id, head.report_id, head.event_on, head.written_at
    from public.intelligence_intelligencereport r where r.id = report for update;
  select * into agreed from public.intelligence_review v
   where v.report_id = report order by v.turn desc limit 1;
  select * into asked from public.intelligence_review v
   where v.report_id = report and v.turn = agreed.turn - 1;
  if (wall.may('intelligence', report, 'manage')
      and head.organisation_id = wall.organisation()
      and asked.decided_by_id is distinct from agreed.decided_by_id) is not true then
    perform wall.refuse('carry_out_review');
  end if;
  if (agreed.decision = 'agree'
      and asked.decision in ('dispose', 'anonymise')) is not true then
    return 'moved';
  end if;
  if wall.is_kept_for_law(report) or wall.is_held(head.report_id) then
    return 'held';
  end if;
  happened := coalesce(head.event_on,
                       (head.written_at at time zone 'Europe/London')::date);
  if happened + interval '6 years'
       > least((at at time zone 'Europe/London')::date, wall.today()) then
    return 'early';
  end if;
  if wall.is_shared(report) or wall.is_in_emergency(report) then
    return 'shared';
  end if;
  perform wall.count_disposed(report, asked.review_group, happened);
  if asked.decision = 'dispose' then
    perform wall.dispose(report);
  else
    perform wall.anonymise(report, at);
  end if;
  return '';
end $$;
