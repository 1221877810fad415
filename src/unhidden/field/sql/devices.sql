-- Nobody approves a phone of their own, nor finds it again once it was said to be lost;
-- and what was handed back stays so. Which columns are changed no row policy sees.
create or replace function public.field_device_is_decided_by_another()
returns trigger language plpgsql
set search_path = pg_catalog
as $$
begin
  if (new.id, new.public_key, new.person_id, new.organisation_id)
     is distinct from (old.id, old.public_key, old.person_id, old.organisation_id)
     or old.ended_at is not null and new.ended_at is distinct from old.ended_at then
    raise exception 'what a phone is, and that it was handed back, is never changed';
  end if;
  if (new.approved_by_id, new.approved_at)
     is distinct from (old.approved_by_id, old.approved_at)
     or old.lost_at is not null and new.lost_at is distinct from old.lost_at then
    if (new.person_id is distinct from wall.person()) is not true then
      raise exception 'nobody decides on a phone of their own';
    end if;
  end if;
  return new;
end
$$;

-- For notices: phones that an administrator of their organisation must decide about, who
-- is not their owner; and those that were reported lost. Administrators are told for a
-- day, and they and who plans as long as what such a phone holds may still be read on it.
create or replace function wall.phones_that_wait()
returns table(topic text, permission text, organisation_id uuid, person_id uuid,
              besides uuid[], domain text, since timestamptz)
language sql stable security definer
set search_path = pg_catalog, pg_temp as $$
  select 'approvals', 'field.manage_devices', d.organisation_id, null::uuid,
         array[d.person_id], '', d.enrolled_at
    from public.field_device d
   where d.approved_at is null and d.lost_at is null and d.ended_at is null
  union all
  select 'phones', told.permission, d.organisation_id, null::uuid,
         array[d.lost_by_id], '', d.lost_at
    from public.field_device d
    cross join (values ('field.manage_devices'), ('field.see_landing')) told(permission)
   where d.lost_at is not null and d.ended_at is null
     and (told.permission = 'field.manage_devices'
          and d.lost_at > clock_timestamp() - interval '1 day'
          or exists (select from public.field_taking t
                      where t.device_id = d.id and t.gone_at is null
                        and t.readable_until > clock_timestamp()))
$$;
