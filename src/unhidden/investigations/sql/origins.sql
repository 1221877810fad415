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
