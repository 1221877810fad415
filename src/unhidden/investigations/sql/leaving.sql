-- What left an investigation, and that the record of who did what knows of it.

-- The release of an archive and the signatures under what is in it, as the record has
-- them: each event's line, its place among the hashes of its checkpoint, and what was
-- signed of that. For whoever may take the archive away, and once it was released.
create or replace function wall.prove_release(archive uuid)
returns table(line text, place integer, leaves bytea, statement text,
              signature bytea, public_key bytea)
language plpgsql stable security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  a record;
begin
  select x.investigation_id, x.kind, x.released_at into a
    from public.investigations_archive x where x.id = archive;
  if (a.released_at is not null
      and a.investigation_id = any(wall.view('investigation', 'write', 'criminal'))
      and (a.kind is not distinct from 'open' or a.investigation_id = any(
             wall.investigations_by_post(
               '{sio,deputy_sio,disclosure_officer,deputy_disclosure}')))
     ) is not true then
    return;
  end if;
  return query
    select wall.line(e), l.position,
           (select string_agg(o.hash, ''::bytea order by o.position)
              from public.audit_leaf o where o.checkpoint = l.checkpoint),
           c.statement, c.signature, c.public_key
      from public.audit_event e
      join public.audit_leaf l on l.event_id = e.id
      join public.audit_checkpoint c on c.number = l.checkpoint
     where e.name = 'investigations.archive_released' and e.subject_id = archive
        or e.name = 'investigations.schedule_signed' and e.subject_id in (
             select s.id from public.investigations_schedule s
              where s.investigation_id = a.investigation_id
                and s.signed_at <= a.released_at
                and (s.kind = 'MG6D') = (a.kind = 'sensitive'))
     order by c.number, l.position;
end $$;
