-- An offer is answered once: accepted, declined, withdrawn or passed on, it stays so.
create or replace function public.safeguarding_caseoffer_is_final()
returns trigger language plpgsql
set search_path = pg_catalog
as $$
begin
  if (old.state = 'offered') is not true then
    raise exception 'an offer is answered once' using errcode = '42501';
  end if;
  return new;
end $$;
