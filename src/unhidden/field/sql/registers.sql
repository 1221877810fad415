-- Entries in registers of places of safety, as phones sent them. Where registers are
-- kept stands above this module: what keeps an entry is declared there once more.

-- Keep the sealed entries of a submission in the register that it names; gives what
-- speaks against it, or ''.
create or replace function wall.keep_register_entries(
  s public.field_submission, register uuid, entries jsonb, doubts text[], at timestamptz)
returns text language sql volatile
set search_path = pg_catalog, pg_temp
return 'about_unknown'::text;

-- Whether what a phone wrote in a register, and what waits since, may be kept by now.
create or replace function wall.may_keep_entries(s public.field_submission)
returns boolean language sql stable
set search_path = pg_catalog, pg_temp
return false;

-- Keep what a phone wrote in a register; gives why it waits, or ''. What nobody vouches
-- for waits until its phone is known and approved; whatever else is doubtful is told with
-- the entry, to those who keep the register. ``entries`` are as in keep_landed.
create or replace function wall.keep_landed_register(
  row_id uuid, reasons text[], register uuid, entries jsonb, at timestamptz)
returns text language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  s public.field_submission;
  found text[];
  why text;
begin
  select x.* into s from public.field_submission x
   where x.id = row_id and x.kind = 'register' and x.state in ('landed', 'waits')
     for no key update;
  if (s.id is not null and jsonb_typeof(entries) = 'array') is not true then
    perform wall.refuse('keep_landed_register');
  end if;
  found := wall.sort_reasons(reasons || wall.reasons_of_device(s));
  if found && '{signature,unreadable,device_unknown,device_waits}' then
    why := found[1];
  else
    why := wall.keep_register_entries(s, register, entries, found, at);
  end if;
  -- What other keys may open by then comes again, each time after twice as long.
  update public.field_submission x
     set state = case why when '' then 'applied' else 'waits' end, reason = why,
         next_try_at = case why when 'sealed_elsewhere' then keep_landed_register.at
           + greatest(interval '1 hour', keep_landed_register.at - x.landed_at) end
   where x.id = row_id;
  return why;
end $$;
