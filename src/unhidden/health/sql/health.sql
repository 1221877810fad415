-- How the database is, for who watches it: docs/operators/alarms.md.

-- Since when what a phone sent waits to be applied; the module above says it.
create or replace function wall.unapplied_since()
returns timestamptz language sql stable
return null::timestamptz;

-- At how many organisations phones have no safeguarding leads to seal to; the module above
-- says it.
create or replace function wall.leads_without_keys()
returns bigint language sql stable
return 0;

-- One document, of which nothing moves with a report or a visit to a mailbox: of the
-- public's events only that a day which is over was not sealed, of connections none of
-- the public site's. Moments are seconds, by the database's clock.
create or replace function wall.health()
returns jsonb language sql stable security definer
set search_path = pg_catalog, pg_temp
as $$
select jsonb_build_object(
  'at', extract(epoch from clock_timestamp()),
  'note', (select shobj_description(d.oid, 'pg_database') from pg_database d
            where d.datname = current_database()),
  'powerful', (select jsonb_agg(r.rolname order by r.rolname) from pg_roles r
                where r.rolname like 'unhidden\_%'
                  and (r.rolsuper or r.rolcreaterole or r.rolcreatedb
                       or r.rolreplication
                       or r.rolbypassrls and r.rolname <> 'unhidden_backup')),
  'unsealed_since', (select extract(epoch from min(w.recorded_at))
                       from public.audit_waiting w where w.held_until is null),
  'unsealed_days_since', (select extract(epoch from min(w.held_until))
                            from public.audit_waiting w
                           where w.held_until <= clock_timestamp()),
  'unapplied_since', date_part('epoch', wall.unapplied_since()),
  'leads_without_keys', wall.leads_without_keys(),
  'worker_seen_at', (select extract(epoch from max(w.last_heartbeat))
                       from public.procrastinate_workers w),
  'jobs', (select jsonb_object_agg(p.task_name, p.last)
             from (select task_name, max(defer_timestamp) as last
                     from public.procrastinate_periodic_defers group by task_name) p),
  'failed_jobs', (select jsonb_object_agg(j.task_name, j.failed)
                    from (select task_name, count(*) as failed
                            from public.procrastinate_jobs where status = 'failed'
                           group by task_name) j),
  'connections', (select jsonb_object_agg(r.rolname, jsonb_build_array((
                           select count(*) from pg_stat_activity a
                            where a.usesysid = r.oid), r.rolconnlimit))
                    from pg_roles r
                   where r.rolname in ('unhidden_staff', 'unhidden_signin',
                     'unhidden_worker', 'unhidden_health')),
  'settings', (select jsonb_object_agg(s.name, s.setting) from pg_settings s
                where s.name in ('log_connections', 'log_duration',
                  'log_error_verbosity', 'log_min_duration_sample',
                  'log_min_duration_statement', 'log_min_error_statement',
                  'log_min_messages', 'log_statement',
                  'log_transaction_sample_rate', 'track_commit_timestamp')),
  'observations', (select jsonb_object_agg(o.subject, jsonb_build_array(o.is_well,
                            extract(epoch from o.seen_at)))
                     from public.health_observation o))
$$;
