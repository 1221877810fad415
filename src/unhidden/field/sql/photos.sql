-- Photos of accounts: sealed pieces go from where they landed to their photo. A part that
-- moved leaves its row, which receipts go on naming.

-- The sealed pieces of photos that nobody is in, by their digests, as many as sixty
-- copies have: one that brings more than fits a value must not stop those behind it.
create or replace function wall.copies_of(s public.field_submission)
returns jsonb language sql stable
set search_path = pg_catalog, pg_temp
as $$
  select jsonb_object_agg(encode(p.digest, 'hex'), encode(p.sealed, 'base64'))
    from (select p.digest, p.sealed, sum(p.bytes) over (order by p.landed_at, p.id) as came
            from public.field_part p
           where p.submission_id = s.submission_id and p.sealed is not null
             and (select jsonb_path_query_array(
                           convert_from(s.header, 'UTF8')::jsonb,
                           '$.photos[*] ? (@.of_people == false)'
                           '.copy ? (@.to == "landing").parts[*]'))
                 @> to_jsonb(encode(p.digest, 'hex'))) p
   where p.came <= 33554432
$$;

-- Put pieces of a photo in their place, in the order in which its header names them.
create or replace function wall.move_pieces(
  s public.field_submission, photo uuid, is_original boolean, parts jsonb, at timestamptz)
returns void language plpgsql volatile
set search_path = pg_catalog, pg_temp
as $$
begin
  insert into public.field_photopiece (id, photo_id, is_original, number, sealed)
  select gen_random_uuid(), photo, move_pieces.is_original, n.place - 1, p.sealed
    from jsonb_array_elements_text(parts) with ordinality n(digest, place)
    join public.field_part p on p.submission_id = s.submission_id
                            and p.digest = decode(n.digest, 'hex')
   where p.sealed is not null
  on conflict do nothing;
  perform wall.clear_parts(s, parts, at);
end $$;

-- Parts whose bytes stand somewhere else now.
create or replace function wall.clear_parts(
  s public.field_submission, parts jsonb, at timestamptz)
returns void language sql volatile
set search_path = pg_catalog, pg_temp
as $$
  update public.field_part p
     set sealed = null, moved_at = clear_parts.at
   where p.submission_id = s.submission_id and p.sealed is not null
     and encode(p.digest, 'hex') in (select jsonb_array_elements_text(parts))
$$;

-- Keep the copy of a photo that nobody is in, which came in the outer envelope and was
-- opened: guarded with the record. Of people nothing is kept like this, whatever is told.
create or replace function wall.keep_copy(
  s public.field_submission, photo uuid, shown jsonb, at timestamptz)
returns void language plpgsql volatile
set search_path = pg_catalog, pg_temp
as $$
begin
  insert into public.field_photocopy (id, photo_id, media_type, content)
  select gen_random_uuid(), p.id, shown ->> 'type', decode(shown ->> 'content', 'base64')
    from public.field_photo p
   where p.id = photo and p.account_id = s.id and not p.is_of_people
     and jsonb_typeof(shown) = 'object'
  on conflict do nothing;
  if found then
    perform wall.clear_parts(s, shown -> 'parts', at);
  end if;
end $$;

-- Keep the photos that an account names, with the copies that came along; gives what
-- speaks against it: that one is sealed to keys which are no team's. A copy that could
-- not be opened before is filled in.
create or replace function wall.keep_photos(
  s public.field_submission, photos jsonb, at timestamptz)
returns text[] language plpgsql volatile
set search_path = pg_catalog, pg_temp
as $$
declare
  told jsonb;
  photo uuid;
  is_elsewhere boolean := false;
begin
  for told in select jsonb_array_elements(photos) loop
    photo := (told ->> 'id')::uuid;
    if exists (select from public.field_photo p where p.id = photo) then
      perform wall.keep_copy(s, photo, told -> 'shown', at);
      continue;
    end if;
    if wall.keep_landed_key(photo, 'field_photo.original', told -> 'original', at)
       is not true then
      is_elsewhere := true;
      continue;
    end if;
    if jsonb_typeof(told -> 'copy') = 'object'
       and wall.keep_landed_key(photo, 'field_photo.copy', told -> 'copy', at)
         is not true then
      is_elsewhere := true;
      told := told || '{"copy": null}';
    end if;
    insert into public.field_photo
      (id, account_id, sha256, bytes, mime, is_of_people, copy_pieces, original_pieces,
       copy_team, original_team)
    values
      (photo, s.id, decode(told ->> 'sha256', 'hex'), (told ->> 'bytes')::bigint,
       told ->> 'mime', (told ->> 'of_people')::boolean,
       coalesce(jsonb_array_length(told #> '{copy,parts}'), 0),
       jsonb_array_length(told #> '{original,parts}'),
       (told #>> '{copy,team}')::uuid, (told #>> '{original,team}')::uuid);
    if jsonb_typeof(told -> 'copy') = 'object' then
      perform wall.move_pieces(s, photo, false, told #> '{copy,parts}', at);
    end if;
    perform wall.keep_copy(s, photo, told -> 'shown', at);
  end loop;
  return case when is_elsewhere then array['sealed_elsewhere'] else '{}' end;
end $$;

-- Put originals in their place of which every part has come; gives how many there were.
create or replace function wall.complete_photos(at timestamptz)
returns integer language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  photo record;
  parts jsonb;
  s public.field_submission;
  done integer := 0;
begin
  for photo in
    select p.id, p.account_id from public.field_photo p
     where p.complete_at is null order by p.id for no key update skip locked
  loop
    select x.* into s from public.field_submission x where x.id = photo.account_id;
    -- As it was kept: of two with one id the first.
    parts := (select h -> 'original' -> 'parts'
                from jsonb_array_elements(convert_from(s.header, 'UTF8')::jsonb
                       -> 'photos') with ordinality n(h, place)
               where h ->> 'id' = photo.id::text
               order by n.place limit 1);
    if jsonb_array_length(parts) = (
         select count(*) from jsonb_array_elements_text(parts) n(digest)
          where exists (select from public.field_part p
                         where p.submission_id = s.submission_id
                           and p.digest = decode(n.digest, 'hex'))) then
      perform wall.move_pieces(s, photo.id, true, parts, at);
      update public.field_photo p set complete_at = complete_photos.at
       where p.id = photo.id;
      done := done + 1;
    end if;
  end loop;
  return done;
end $$;
