-- For notices: organisations to which something was offered, and those whose signature an
-- agreement waits for that another has signed.
create or replace function wall.shares_that_wait()
returns table(topic text, permission text, organisation_id uuid, person_id uuid,
              besides uuid[], domain text, since timestamptz)
language sql stable security definer
set search_path = pg_catalog, pg_temp as $$
  select 'offers', 'sharing.answer_shares', s.to_organisation_id, null::uuid,
         wall.kept_from(s.record_id), s.domain::text, s.offered_at
    from public.sharing_share s
   where s.state = 'offered'
  union all
  select 'offers', 'sharing.keep_agreements', p.organisation_id, null::uuid, '{}'::uuid[],
         '', (select max(o.signed_at) from public.sharing_party o
               where o.agreement_id = a.id)
    from public.sharing_party p
    join public.sharing_agreement a on a.id = p.agreement_id
   where p.signed_at is null
     and a.is_final
     and a.ended_at is null
     and a.to_on >= wall.today()
$$;
