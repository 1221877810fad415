-- Whether the person of a case agrees today to be supported, and so to what their
-- supporters share of it: the latest word counts,
-- and of two at once the no.
create or replace function wall.consent_of(wanted text, record uuid)
returns uuid language sql stable
set search_path = pg_catalog, pg_temp
return (
  select case when c.answer = 'yes' then c.id end
    from public.safeguarding_consent c
   where wanted = 'safeguarding_case' and c.case_id = record and c.kind = 'support'
   order by c.asked_at desc, c.answer = 'yes', c.id
   limit 1
);
