-- Exhibits: every hand that held one, and what is kept of it.

-- An exhibit passes on from who holds it, not before it came to them; its seal changes
-- only where it was opened. What left custody moves no more. Of two moves at once one has
-- a number that is used (moves_of_an_exhibit_are_numbered). Who had it by an account here
-- is who gives it. It is found again only after a gap that is written. Nothing moves
-- ahead of its time: no honest move could follow.
create or replace function public.investigations_exhibitmove_follows()
returns trigger language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  before record;
begin
  if exists (
       select from public.investigations_exhibit e
        where e.id = new.exhibit_id
          and e.investigation_id = new.investigation_id) is not true then
    raise exception 'a move is of an exhibit of its investigation'
      using errcode = '23514', constraint = 'an_exhibit_is_of_its_investigation';
  end if;
  if (new.moved_at <= clock_timestamp() + interval '5 minutes') is not true then
    raise exception 'an exhibit has moved before anybody writes it'
      using errcode = '23514', constraint = 'an_exhibit_moves_before_it_is_written';
  end if;
  select m.turn, m.moved_at, m.to_holder, m.receiver_id, m.seal_after, m.purpose
    into before
    from public.investigations_exhibitmove m
   where m.exhibit_id = new.exhibit_id order by m.turn desc limit 1;
  if before.turn is null then
    if (new.turn = 1 and new.purpose = 'seized' and new.giver_id is null) is not true
    then
      raise exception 'the first move takes it into custody'
        using errcode = '23514', constraint = 'an_exhibit_begins_in_custody';
    end if;
    return new;
  end if;
  if (new.turn = before.turn + 1
      and new.moved_at >= before.moved_at
      and case when new.purpose = 'found_again' then new.giver_id is null
               else new.from_holder = before.to_holder
                    and new.giver_id is not distinct from before.receiver_id
                    and before.purpose not in ('returned', 'destroyed', 'lost')
          end) is not true
  then
    raise exception 'an exhibit passes on from who holds it'
      using errcode = '23514', constraint = 'an_exhibit_passes_from_its_holder';
  end if;
  if (new.purpose in ('opened', 'found_again') or new.seal_before = before.seal_after)
       is not true
     or (new.purpose in ('opened', 'resealed', 'found_again')
         or new.seal_after = new.seal_before) is not true then
    raise exception 'a seal changes where the exhibit is opened'
      using errcode = '23514', constraint = 'a_seal_changes_where_it_is_opened';
  end if;
  -- One says that it be returned or destroyed, and another does it.
  if new.purpose in ('returned', 'destroyed') and exists (
       select from public.investigations_exhibitleaving l
        where l.id = new.leaving_id
          and l.exhibit_id = new.exhibit_id
          and l.purpose = new.purpose
          and l.after_turn = before.turn
          and l.asked_by_id <> new.recorded_by_id) is not true then
    raise exception 'an exhibit is returned or destroyed by two'
      using errcode = '23514', constraint = 'an_exhibit_leaves_by_two';
  end if;
  if new.purpose = 'found_again' and exists (
       select from public.investigations_custodygap g
        where g.move_id = new.id
          and g.investigation_id = new.investigation_id
          and g.told_by_id = new.recorded_by_id
          and g.from_at >= before.moved_at
          and g.to_at = new.moved_at) is not true then
    raise exception 'an exhibit is found again after a gap'
      using errcode = '23514', constraint = 'what_is_found_again_was_missing';
  end if;
  return new;
end $$;

-- A gap is written with the move that ends it: not for one that is there.
create or replace function public.investigations_custodygap_is_first()
returns trigger language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  if exists (select from public.investigations_exhibitmove m where m.id = new.move_id)
  then
    raise exception 'a gap is written before the move that ends it'
      using errcode = '23514', constraint = 'a_gap_is_written_with_its_move';
  end if;
  return new;
end $$;

-- The exhibit that a row names, in the column that the trigger names, is of the row's
-- own investigation.
create or replace function public.investigations_exhibit_is_inside()
returns trigger language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  named uuid := (to_jsonb(new) ->> tg_argv[0])::uuid;
begin
  if named is not null and exists (
       select from public.investigations_exhibit e
        where e.id = named and e.investigation_id = new.investigation_id) is not true
  then
    raise exception 'an exhibit of another investigation'
      using errcode = '23514', constraint = 'an_exhibit_is_of_its_investigation';
  end if;
  return new;
end $$;

-- Who gave or received an exhibit says so, or that it was not so; and nobody for them.
create or replace function public.investigations_handanswer_is_own()
returns trigger language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  if exists (
       select from public.investigations_exhibitmove m
        where m.id = new.move_id
          and m.investigation_id = new.investigation_id
          and case new.hand when 'giver' then m.giver_id
                            when 'receiver' then m.receiver_id end = new.said_by_id)
     is not true then
    raise exception 'a hand answers for itself'
      using errcode = '23514', constraint = 'a_hand_answers_for_itself';
  end if;
  return new;
end $$;

-- Pieces come in order, from who began to send them, before the file is there: and none
-- after it.
create or replace function public.investigations_exhibitfilepiece_is_sent()
returns trigger language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  if (exists (
        select from public.investigations_exhibitupload u
         where u.id = new.file_id
           and u.investigation_id = new.investigation_id
           and u.begun_by_id = wall.person())
      and not exists (
        select from public.investigations_exhibitfile f where f.id = new.file_id)
      and new.number = coalesce((
            select max(p.number) + 1 from public.investigations_exhibitfilepiece p
             where p.file_id = new.file_id), 0)) is not true then
    raise exception 'a file that is there takes no piece'
      using errcode = '23514', constraint = 'pieces_come_before_their_file';
  end if;
  return new;
end $$;

-- A file has the pieces that it counts, sent by who adds it, of the same exhibit.
create or replace function public.investigations_exhibitfile_is_whole()
returns trigger language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  if (new.pieces = (
        select count(*) from public.investigations_exhibitfilepiece p
         where p.file_id = new.id)
      and (new.pieces = 0 or exists (
        select from public.investigations_exhibitupload u
         where u.id = new.id
           and u.exhibit_id = new.exhibit_id
           and u.begun_by_id = new.added_by_id))) is not true then
    raise exception 'a file has the pieces that it counts'
      using errcode = '23514', constraint = 'a_file_of_an_exhibit_is_whole';
  end if;
  return new;
end $$;

-- A digest is of a file of the investigation, at a move of its exhibit; whoever took it
-- cannot call it the same, or another, than it is.
create or replace function public.investigations_rehash_is_honest()
returns trigger language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  if exists (
       select from public.investigations_exhibitfile f
        where f.id = new.file_id
          and f.investigation_id = new.investigation_id
          and (new.taken_by_id is null or new.is_same = (new.sha256 = f.sha256))
          and (new.move_id is null or exists (
                 select from public.investigations_exhibitmove m
                  where m.id = new.move_id and m.exhibit_id = f.exhibit_id)))
     is not true then
    raise exception 'a digest says what it is'
      using errcode = '23514', constraint = 'a_digest_says_what_it_is';
  end if;
  return new;
end $$;

-- For the worker, which opens nothing: what is kept of exhibits that moved since it was
-- last looked at, as it is sealed, until so many bytes are read. Gives each file, and
-- whether it is as it was.
create or replace function wall.check_exhibits(at timestamptz, most bigint)
returns table(file uuid, is_same boolean) language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  due record;
  unread bigint := most;
begin
  for due in
    select f.id, f.investigation_id, f.sealed_sha256, f.size, m.id as move_id,
           m.recorded_at
      from public.investigations_exhibitfile f
      cross join lateral (
            select l.id, l.recorded_at from public.investigations_exhibitmove l
             where l.exhibit_id = f.exhibit_id order by l.turn desc limit 1) m
     where f.pieces > 0
       and f.added_at < m.recorded_at
       and not exists (
             select from public.investigations_rehash r
              where r.file_id = f.id and r.taken_at >= m.recorded_at)
     order by m.recorded_at, f.id
  loop
    file := due.id;
    select encode(sha256(string_agg(sha256(p.content), ''::bytea order by p.number)),
                  'hex') is not distinct from due.sealed_sha256 into is_same
      from public.investigations_exhibitfilepiece p where p.file_id = due.id;
    insert into public.investigations_rehash
           (id, investigation_id, file_id, move_id, sha256, is_same, taken_at)
    values (gen_random_uuid(), due.investigation_id, due.id, due.move_id, '', is_same,
            greatest(at, due.recorded_at));
    return next;
    unread := unread - due.size;
    exit when unread <= 0;
  end loop;
end $$;

-- For the worker: data that somebody began to send a fortnight ago, and that never came
-- to be whole, goes with its keys. Gives how many.
create or replace function wall.forget_uploads(at timestamptz)
returns integer language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  one uuid;
  gone integer := 0;
begin
  for one in
    select u.id from public.investigations_exhibitupload u
     where u.begun_at < least(at, clock_timestamp()) - interval '14 days'
       and not exists (
             select from public.investigations_exhibitfile f where f.id = u.id)
  loop
    delete from public.investigations_exhibitfilepiece p where p.file_id = one;
    delete from public.vault_recordkey k where k.record_id = one;
    delete from public.investigations_exhibitupload u where u.id = one;
    gone := gone + 1;
  end loop;
  return gone;
end $$;
