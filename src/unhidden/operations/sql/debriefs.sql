-- What comes after a week of action.

-- Whether a check is the next of one that this person owned and met: the reminder that
-- comes back. Asked by row policies, as whoever adds it; the first check of a month is
-- set by who plans.
create or replace function wall.comes_back(
  operation uuid, months integer, number integer, owner uuid)
returns boolean language plpgsql stable
set search_path = pg_catalog, pg_temp
as $$
begin
  return (comes_back.owner = wall.person()
    and exists (
      select from public.operations_outcomecheck c
       where c.operation_id = comes_back.operation
         and c.months = comes_back.months
         and c.number = comes_back.number - 1
         and c.owner_id = comes_back.owner
         and c.met_by_id = comes_back.owner)) is true;
end $$;
