-- What leaves a case by a share, and what becomes of it: one row, and marks that are never
-- taken off. For the procedures of shares alone.

create or replace function wall.note_crossing(s public.sharing_share, at timestamptz)
returns void language sql volatile
set search_path = pg_catalog, pg_temp as $$
  insert into public.safeguarding_caseoutgoing
    (id, case_id, kind, receiver_id, outside, categories, consent_id, source_id, purpose,
     digest, is_asked_for, is_talked_over, passed_by_id, passed_at)
  select md5(concat('crossing', s.id))::uuid, s.record_id, 'share', s.to_organisation_id,
         '', s.categories, s.consent_id, s.id, '', '', false, false, wall.person(), at
   where s.domain = 'safeguarding_case'
$$;

create or replace function wall.end_crossing(share_id uuid, who uuid, at timestamptz)
returns void language sql volatile
set search_path = pg_catalog, pg_temp as $$
  insert into public.safeguarding_outgoingmark (id, outgoing_id, code, marked_by_id, marked_at)
  select md5(concat('ended', o.id))::uuid, o.id, 'ended', who, at
    from public.safeguarding_caseoutgoing o
   where o.source_id = share_id
  on conflict (outgoing_id, code) do nothing
$$;

-- Whatever left a case on a word that no longer stands is marked, and what waits of it
-- ends (in the module above: end_disclosures).
create or replace function wall.end_consented(wanted text, record uuid, at timestamptz)
returns void language plpgsql
set search_path = pg_catalog, pg_temp
as $$
begin
  insert into public.safeguarding_outgoingmark (id, outgoing_id, code, marked_by_id, marked_at)
  select md5(concat('withdrawn', o.id))::uuid, o.id, 'withdrawn', wall.person(), at
    from public.safeguarding_caseoutgoing o
    join public.safeguarding_consent c on c.id = o.consent_id
   where o.case_id = record
     and wall.agreed(record, c.kind, c.receiver_id, wall.day_of(at)) is null
  on conflict (outgoing_id, code) do nothing;
  perform wall.end_transfers(record, wall.person(), at);
  perform wall.end_disclosures(record, at);
end $$;

-- Disclosures of a case that wait for an answer. Overridden by the module that keeps them
-- (wall_overrides in its apps.py).
create or replace function wall.end_disclosures(record uuid, at timestamptz)
returns void language plpgsql
as $$ begin end $$;
