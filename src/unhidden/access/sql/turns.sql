-- One after the other: who has a turn keeps it until the transaction ends. A turn is a
-- row, and no advisory lock: of those anybody may hold any number, and stop whoever
-- waits for it. Here no serving role has a right; who has none locks nothing.
create table if not exists wall.turn (
  work text not null,
  subject uuid not null,
  primary key (work, subject)
);

-- Wait for the turn at some work, with one subject or with none. It asks nothing, so only
-- procedures that have asked call it. Who forgot the subject meanwhile took its row
-- away; null is no subject, and no turn.
create or replace function wall.take_turn(
  work text, subject uuid default '00000000-0000-0000-0000-000000000000')
returns void language plpgsql strict
set search_path = pg_catalog, pg_temp
as $$
begin
  loop
    insert into wall.turn as t (work, subject)
    values (take_turn.work, take_turn.subject) on conflict do nothing;
    perform from wall.turn t
      where t.work = take_turn.work and t.subject = take_turn.subject for update;
    exit when found;
  end loop;
end $$;
