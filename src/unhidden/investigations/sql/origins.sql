-- What a survivor takes back is marked where it was told, and never by whom or why.

-- Not for anybody to call: it stands in the procedure that recalls a disclosure.
create or replace function wall.recall_origins(disclosure uuid, at timestamptz)
returns void language plpgsql
set search_path = pg_catalog, pg_temp
as $$
begin
  update public.investigations_origin o
     set recalled_at = recall_origins.at
   where o.kind = 'disclosure' and o.source_id = recall_origins.disclosure
     and o.recalled_at is null;
end $$;

-- An investigation comes from what whoever brings it in can read, or from what another
-- one that they lead comes from: what came of it is told where the record is.
create or replace function public.investigations_origin_is_read()
returns trigger language plpgsql
set search_path = pg_catalog, pg_temp
as $$
begin
  if (case new.kind
      when 'visit' then exists (
        select from public.visits_visit v where v.id = new.source_id)
      when 'intelligence' then exists (
        select from public.intelligence_intelligencereport i
         where i.id = new.source_id)
      when 'report' then exists (
        select from public.intelligence_intelligencereport i
         where i.report_id = new.source_id)
      when 'investigation' then exists (
        select from public.investigations_investigation i
         where i.id = new.source_id)
      else true end
      or exists (
        select from public.investigations_origin o
         where o.kind = new.kind and o.source_id = new.source_id
           and o.recalled_at is null
           and o.investigation_id = any(wall.view('investigation', 'manage')))
     ) is not true then
    raise exception 'an investigation comes from what can be read'
      using errcode = '23514', constraint = 'an_origin_is_read_by_who_brings_it';
  end if;
  return new;
end $$;

-- Somebody who is named by a possible victim of a visit is one of a visit that the
-- investigation comes from, or that one does from which it came.
create or replace function public.investigations_investigatedperson_is_found()
returns trigger language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  if new.possible_victim_id is not null and not exists (
       select from public.visits_possiblevictim v
         join public.investigations_origin o
           on o.source_id = v.visit_id and o.kind = 'visit'
        where v.id = new.possible_victim_id
          and o.investigation_id = new.investigation_id)
     and not exists (
       select from public.investigations_investigatedperson p
         join public.investigations_origin o
           on o.source_id = p.investigation_id and o.kind = 'investigation'
        where p.possible_victim_id = new.possible_victim_id
          and o.investigation_id = new.investigation_id) then
    raise exception 'a possible victim is one of a visit that it comes from'
      using errcode = '23514', constraint = 'a_possible_victim_was_found_at_its_visit';
  end if;
  return new;
end $$;
