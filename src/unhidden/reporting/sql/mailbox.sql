-- Coming back to a report with its receipt words, of which the database knows a keyed
-- hash. The public site's role may add reports and read none; it asks here. That
-- somebody looked is kept nowhere; that they wrote something is kept as a day.
create or replace function wall.mailbox_of(digest text)
returns jsonb language sql stable strict security definer
set search_path = pg_catalog, pg_temp
return (
  select jsonb_build_object(
           'status', r.status, 'is_seen', r.seen_on is not null, 'desk', r.desk_id,
           'messages', (
             select coalesce(jsonb_agg(jsonb_build_object(
                      'position', m.position, 'direction', m.direction,
                      'sent_on', m.sent_on, 'script', m.script, 'answers', m.answers,
                      'letter', encode(m.letter, 'base64')) order by m.position), '[]')
               from public.reporting_message m
              where m.report_id = r.id))
    from public.reporting_report r
   where r.receipt_digest = mailbox_of.digest
);

-- Whether somebody keeps a report from being deleted.
create or replace function wall.is_held(report uuid)
returns boolean language sql stable
set search_path = pg_catalog, pg_temp
return exists (
  select from public.reporting_hold h
   where h.report_id = is_held.report and h.lifted_at is null
);

-- Add what the reporter wrote, sealed to the desk that the report is with; '' or why
-- not. On one day there are at most twenty, so that nobody fills the desk's house.
create or replace function wall.mailbox_add(
  digest text, message uuid, team uuid, body bytea, question integer, day date)
returns text language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  held record;
  today date := least(day, wall.today());
begin
  select r.id, r.desk_id into held
    from public.reporting_report r where r.receipt_digest = digest for update;
  if found is not true then
    return 'unknown';
  end if;
  if (held.desk_id = team) is not true then
    return 'moved';
  end if;
  if (select count(*) from public.reporting_message m
       where m.report_id = held.id and m.direction = 'reporter'
         and m.sent_on = today) >= 20 then
    return 'many';
  end if;
  if question is not null and not exists (
       select from public.reporting_message m
        where m.report_id = held.id and m.position = question
          and m.direction = 'desk') then
    return 'question';
  end if;
  insert into public.reporting_message
    (id, report_id, position, direction, sent_on, script, body, answers)
  select message, held.id, coalesce(max(m.position), 0) + 1, 'reporter', today, '',
         mailbox_add.body, question
    from public.reporting_message m
   where m.report_id = held.id;
  update public.reporting_report r
     set active_on = greatest(r.active_on, today), has_news = true
   where r.id = held.id;
  return '';
end $$;

-- End the conversation for ever: nobody comes back, nobody is written to. What was said
-- goes, unless a court or an inquiry wants it kept. The report stays with the desk.
create or replace function wall.mailbox_delete(digest text, day date)
returns boolean language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  mine uuid;
begin
  select r.id into mine
    from public.reporting_report r where r.receipt_digest = digest for update;
  if found is not true then
    return false;
  end if;
  if wall.is_held(mine) is false then
    delete from public.vault_recordkey k
     where k.record_id in (select m.id from public.reporting_message m
                            where m.report_id = mine);
    delete from public.reporting_message m where m.report_id = mine;
  end if;
  update public.reporting_report r
     set reply_key = null,
         receipt_digest = replace(gen_random_uuid()::text || gen_random_uuid(), '-', ''),
         active_on = greatest(r.active_on, least(day, wall.today()))
   where r.id = mine;
  return true;
end $$;
