-- The desk's turns: what decides which mentions are one, which model serves, and whether
-- a training was asked for. Only who works with intelligence takes one.
create or replace function wall.desk_turn(wanted text)
returns void language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  if (wanted in ('judging', 'publishing', 'asking')
      and 'intelligence' = any(string_to_array((wall.claims())[9], ','))) is not true then
    perform wall.refuse('desk_turn');
  end if;
  perform wall.take_turn(wanted);
end $$;

-- The turn at what a report holds, for who reads it: the rows themselves may not be
-- locked by a role that may not change them.
create or replace function wall.report_turn(report uuid)
returns void language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  if wall.may('intelligence', report, 'read') is not true then
    perform wall.refuse('report_turn');
  end if;
  perform wall.take_turn('items', report);
end $$;

-- Whether nobody else trains models: then the turn is this transaction's.
insert into wall.turn (work, subject)
values ('training', '00000000-0000-0000-0000-000000000000') on conflict do nothing;

create or replace function wall.training_turn()
returns boolean language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  perform from wall.turn t where t.work = 'training'
    for update skip locked;
  return found;
end $$;
