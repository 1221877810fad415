-- The number of a word is the database's own, whatever whoever writes it says: of two
-- words the one that was written later counts, and no date makes another win.
create or replace function public.safeguarding_consent_is_numbered()
returns trigger language plpgsql
set search_path = pg_catalog
as $$
begin
  new.number := nextval('public.safeguarding_consent_number');
  return new;
end $$;

-- The yes of a person of a case to a question, for a receiver or for none, that stands on
-- a day: the word that was written last counts.
create or replace function wall.agreed(
  record uuid, wanted text, receiver uuid, day date)
returns uuid language sql stable
set search_path = pg_catalog, pg_temp
return (
  select case when c.answer = 'yes' and coalesce(c.until_on, day) >= day then c.id end
    from public.safeguarding_consent c
   where c.case_id = record and c.kind = wanted
     and c.receiver_id is not distinct from receiver
   order by c.number desc
   limit 1
);

-- Whether the person of a case agrees on a day that their supporters share these kinds of
-- data with an organisation: a word for that very receiver, within its term and scope, of
-- somebody who agrees to be supported.
create or replace function wall.consent_of(
  wanted text, record uuid, receiver uuid, scope text[], day date)
returns uuid language sql stable
set search_path = pg_catalog, pg_temp
return (
  select c.id
    from public.safeguarding_consent c
   where wanted = 'safeguarding_case'
     and c.id = wall.agreed(record, 'share', receiver, day)
     and array_remove(scope, 'operational') <@ c.categories::text[]
     and wall.agreed(record, 'support', null, day) is not null
);
