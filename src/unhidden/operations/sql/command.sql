-- Who commands an operation: posts last as long as they are dated, to the second.

-- The posts that this person holds now, for the organisation that they act for.
create or replace function wall.current_posts()
returns table(operation_id uuid, post text, strand text) language sql stable
set search_path = pg_catalog, pg_temp as $$
  select p.operation_id, p.post::text, p.strand::text
    from public.operations_commandpost p
   where p.person_id = wall.person()
     and p.organisation_id = wall.organisation()
     and p.from_at <= clock_timestamp()
     and (p.to_at is null or p.to_at > clock_timestamp())
$$;

-- Whether this person holds one of the posts of an operation that they see, at work on
-- operations. Null is no post.
create or replace function wall.holds_post(operation uuid, posts text[])
returns boolean language plpgsql stable security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  return (wall.purpose() = 'operation_delivery'
    and wall.may('operation', operation, 'read')
    and exists (select from wall.current_posts() c
                 where c.operation_id = operation and c.post = any(posts))) is true;
end $$;

-- The operations in view that this person commands, at work on operations: by a post
-- that they hold now, or as one who decides about the operation.
create or replace function wall.commanded()
returns uuid[] language plpgsql stable security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  {{ sight:operation }}
  leads uuid[] := wall.organisations('operation', 'manage');
  decides uuid[] := wall.view('operation', 'manage');
begin
  if (wall.purpose() = 'operation_delivery') is not true then
    return '{}';
  end if;
  return (
    select coalesce(array_agg(head.id), '{}')
      from public.operations_operation head
     where {{ seen:operation }}
       and (head.lead_id = any(leads)
            or head.id = any(decides)
            or exists (select from wall.current_posts() c
                        where c.operation_id = head.id))
  );
end $$;

-- The posts that this person holds in an operation now, as a list of names.
create or replace function wall.posts_held(operation uuid)
returns text language sql stable
set search_path = pg_catalog, pg_temp as $$
  select coalesce(string_agg(c.post || case c.strand when '' then ''
                                       else ':' || c.strand end, ',' order by c.post), '')
    from wall.current_posts() c where c.operation_id = operation
$$;

-- End a post now, for its holder and for who decides about the operation; and give it to
-- somebody else until its planned end, if one is named. A post that has not begun ends at
-- its beginning. Of two at once the second finds it closed: gives whether it was open.
create or replace function wall.end_post(
  post_id uuid, at timestamptz, new_id uuid, successor uuid, theirs uuid)
returns boolean language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  held record;
begin
  select p.* into held from public.operations_commandpost p
   where p.id = post_id for no key update;
  if (wall.purpose() = 'operation_delivery'
      and (wall.may('operation', held.operation_id, 'manage')
           or held.person_id = wall.person()
              and wall.holds_post(held.operation_id, array[held.post]))
      and (held.post is distinct from 'gold' or successor is distinct from wall.person())
      and wall.is_now(at)) is not true then
    perform wall.refuse('end_post');
  end if;
  if held.closed_at is not null then
    return false;
  end if;
  update public.operations_commandpost p
     set to_at = greatest(at, held.from_at), closed_at = at, handed_to_id = successor
   where p.id = post_id;
  if successor is not null then
    insert into public.operations_commandpost
      (id, operation_id, post, strand, person_id, organisation_id, from_at, to_at)
    values (new_id, held.operation_id, held.post, held.strand, successor, theirs,
            greatest(at, held.from_at), held.to_at);
  end if;
  return true;
end $$;
