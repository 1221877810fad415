-- The worker: what is left of sessions whose time is over, which no cookie opens; gives
-- how many there were. The list of where somebody is signed in names a session before
-- that is kept, and none lasts a day: what it names in vain, since a day, is over too.
create or replace function wall.forget_ended_sessions()
returns integer language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp as $$
declare
  ended integer;
begin
  delete from public.django_session s where s.expire_date < clock_timestamp();
  get diagnostics ended = row_count;
  delete from public.usersessions_usersession u
   where u.created_at < clock_timestamp() - interval '1 day'
     and not exists (select from public.django_session s
                      where s.session_key = u.session_key);
  return ended;
end $$;
