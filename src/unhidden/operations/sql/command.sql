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

-- What this person is in the operations in view now, at work on operations: the posts
-- that they hold, and planner where they decide about the operation.
create or replace function wall.parts_in_view()
returns table(operation_id uuid, part text) language plpgsql stable
set search_path = pg_catalog, pg_temp
as $$
declare
  {{ sight:operation }}
  leads uuid[] := wall.organisations('operation', 'manage');
  decides uuid[] := wall.view('operation', 'manage');
begin
  if (wall.purpose() = 'operation_delivery') is not true then
    return;
  end if;
  return query
  with seen as (
    select head.id, head.lead_id = any(leads) or head.id = any(decides) as is_planned
      from public.operations_operation head
     where {{ seen:operation }})
  select s.id, c.post from seen s join wall.current_posts() c on c.operation_id = s.id
  union
  select s.id, 'planner' from seen s where s.is_planned;
end $$;

-- The operations that this person commands: by a post of any kind, or as a planner.
create or replace function wall.commanded()
returns uuid[] language sql stable security definer
set search_path = pg_catalog, pg_temp
as $$
  select coalesce(array_agg(distinct p.operation_id), '{}') from wall.parts_in_view() p
$$;

-- What they are in each, as the operation's id, a colon, and the part.
create or replace function wall.command_parts()
returns text[] language sql stable security definer
set search_path = pg_catalog, pg_temp
as $$
  select coalesce(array_agg(p.operation_id || ':' || p.part), '{}')
    from wall.parts_in_view() p
$$;

-- The operations whose risks and decisions they answer for: as Gold, Silver or
-- safeguarding lead; as a planner only while nobody is Gold or Silver.
create or replace function wall.in_charge()
returns uuid[] language sql stable security definer
set search_path = pg_catalog, pg_temp
as $$
  select coalesce(array_agg(distinct p.operation_id), '{}') from wall.parts_in_view() p
   where p.part in ('gold', 'silver', 'safeguarding')
      or p.part = 'planner' and not exists (
           select from public.operations_commandpost h
            where h.operation_id = p.operation_id
              and h.post in ('gold', 'silver')
              and h.from_at <= clock_timestamp()
              and (h.to_at is null or h.to_at > clock_timestamp()))
$$;

-- Write the control of a risk that this person owns, as it was read; gives whether
-- nobody changed the risk since.
create or replace function wall.write_control(risk_id uuid, seen integer, words text)
returns boolean language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  if (exists (select from public.operations_commandrisk r
               where r.id = risk_id and r.closed_at is null
                 and r.operation_id || ':' || r.owner = any(wall.command_parts())))
     is not true then
    perform wall.refuse('write_control');
  end if;
  update public.operations_commandrisk r
     set control = words, version = r.version + 1
   where r.id = risk_id and r.version = seen;
  return found;
end $$;

-- The posts that this person holds in an operation now, as a list of names.
create or replace function wall.posts_held(operation uuid)
returns text language sql stable
set search_path = pg_catalog, pg_temp as $$
  select coalesce(string_agg(c.post || case c.strand when '' then ''
                                       else ':' || c.strand end, ',' order by c.post), '')
    from wall.current_posts() c where c.operation_id = operation
$$;

-- Whether this person's organisation leads the operation, and they may manage it.
create or replace function wall.leads_operation(operation uuid)
returns boolean language sql stable
set search_path = pg_catalog, pg_temp as $$
  select exists (select from public.operations_operation o
                  where o.id = operation
                    and o.lead_id = any(wall.organisations('operation', 'manage')))
$$;

-- Whether this person may end or offer a post: its holder, as long as it lasts, and who
-- manages the operation; Gold and Silver for the organisation that leads alone.
create or replace function wall.may_give_up(held public.operations_commandpost)
returns boolean language sql stable
set search_path = pg_catalog, pg_temp as $$
  select wall.purpose() = 'operation_delivery'
     and (wall.may('operation', held.operation_id, 'manage')
          and (held.post not in ('gold', 'silver')
               or wall.leads_operation(held.operation_id))
          or held.person_id = wall.person()
             and wall.holds_post(held.operation_id, array[held.post]))
$$;

-- End a post now; one that has not begun ends at its beginning. Of two at once the second
-- finds it ended: gives whether it was not.
create or replace function wall.end_post(post_id uuid, at timestamptz)
returns boolean language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  held public.operations_commandpost;
begin
  select p.* into held from public.operations_commandpost p
   where p.id = post_id for no key update;
  if (wall.may_give_up(held) and wall.is_now(at)) is not true then
    perform wall.refuse('end_post');
  end if;
  if held.closed_at is not null or held.to_at <= at then
    return false;
  end if;
  update public.operations_commandpost p
     set to_at = greatest(at, held.from_at), closed_at = at,
         offered_to_id = null, offered_for_id = null, offered_at = null
   where p.id = post_id;
  return true;
end $$;

-- Offer a post to somebody who is not oneself, or to nobody any more: its holder keeps it
-- until the other takes it. Gives whether it was not over.
create or replace function wall.offer_post(
  post_id uuid, at timestamptz, successor uuid, theirs uuid)
returns boolean language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  held public.operations_commandpost;
begin
  select p.* into held from public.operations_commandpost p
   where p.id = post_id for no key update;
  if (wall.may_give_up(held) and wall.is_now(at)
      and successor is distinct from wall.person()) is not true then
    perform wall.refuse('offer_post');
  end if;
  if held.closed_at is not null or held.to_at <= at then
    return false;
  end if;
  update public.operations_commandpost p
     set offered_to_id = successor, offered_for_id = theirs,
         offered_at = case when successor is not null then at end
   where p.id = post_id;
  return true;
end $$;

-- Take a post that one was offered, until its planned end, with the places of safety that
-- its holder managed; or decline it. Of two at once the second finds no offer.
create or replace function wall.answer_post(
  post_id uuid, at timestamptz, new_id uuid, takes boolean)
returns boolean language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  held public.operations_commandpost;
begin
  select p.* into held from public.operations_commandpost p
   where p.id = post_id for no key update;
  if (wall.purpose() = 'operation_delivery' and wall.is_now(at)
      and wall.may('operation', held.operation_id, 'read')) is not true then
    perform wall.refuse('answer_post');
  end if;
  if (held.offered_to_id = wall.person() and held.offered_for_id = wall.organisation()
      and held.closed_at is null and (held.to_at is null or held.to_at > at)) is not true
  then
    return false;
  end if;
  update public.operations_commandpost p
     set offered_to_id = null, offered_for_id = null, offered_at = null,
         to_at = case when takes then greatest(at, held.from_at) else p.to_at end,
         closed_at = case when takes then at end,
         handed_to_id = case when takes then wall.person() end
   where p.id = post_id;
  if takes then
    insert into public.operations_commandpost
      (id, operation_id, post, strand, person_id, organisation_id, from_at, to_at)
    values (new_id, held.operation_id, held.post, held.strand, wall.person(),
            wall.organisation(), greatest(at, held.from_at), held.to_at);
    update public.operations_safetyplace s set manager_id = wall.person()
     where s.operation_id = held.operation_id and s.manager_id = held.person_id
       and held.post = 'place_of_safety';
  end if;
  return true;
end $$;
