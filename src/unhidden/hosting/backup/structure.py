"""How tables and functions are built, a line of text for each part of them.

The owner's own rights and those of the backup role are left out: they come with the
installation. So are constraints that only say NOT NULL, which the column says.
"""

from __future__ import annotations

_OURS = "n.nspname !~ '^pg_' and n.nspname <> 'information_schema'"
_RIGHTS = """
 a.grantee <> {owner} and a.grantee <> coalesce((
   select oid from pg_catalog.pg_roles where rolname = 'unhidden_backup'), 0)"""
_GRANTEE = "case a.grantee when 0 then 'public' else a.grantee::regrole::text end"

STRUCTURE = f"""
with ours as (
  select c.oid, c.relname, c.relkind, c.relowner, c.relacl, c.relrowsecurity,
         c.relforcerowsecurity, n.nspname || '.' || c.relname as key
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
   where c.relkind in ('r', 'p', 'v', 'm') and c.relpersistence <> 't' and {_OURS}
)
select key, concat_ws(' ', relkind, pg_get_userbyid(relowner), relrowsecurity,
                      relforcerowsecurity) from ours
union all
select key, concat_ws(' ', 'right', {_GRANTEE}, a.privilege_type)
  from ours, aclexplode(relacl) a where {_RIGHTS.format(owner="relowner")}
union all
select key, concat_ws(' ', 'right', attname, {_GRANTEE}, a.privilege_type)
  from ours join pg_attribute on attrelid = ours.oid, aclexplode(attacl) a
 where not attisdropped and {_RIGHTS.format(owner="relowner")}
union all
select key, concat_ws(' ', 'column', attname, format_type(atttypid, atttypmod),
                      attnotnull, attidentity, attgenerated,
                      pg_get_expr(adbin, adrelid))
  from ours join pg_attribute on attrelid = ours.oid
  left join pg_attrdef on adrelid = attrelid and adnum = attnum
 where attnum > 0 and not attisdropped
union all
select key, concat_ws(' ', conname, pg_get_constraintdef(pg_constraint.oid))
  from ours join pg_constraint on conrelid = ours.oid where contype <> 'n'
union all
select key, pg_get_indexdef(indexrelid) from ours join pg_index on indrelid = ours.oid
union all
select key, concat_ws(' ', pg_get_triggerdef(pg_trigger.oid), tgenabled)
  from ours join pg_trigger on tgrelid = ours.oid where not tgisinternal
union all
select key, pg_get_viewdef(oid) from ours where relkind in ('v', 'm')
union all
select schemaname || '.' || tablename,
       concat_ws(' ', 'policy', policyname, permissive, cmd, qual, 'check', with_check,
                 (select string_agg(r::text, ' ' order by r::text)
                    from unnest(roles) r))
  from pg_policies
union all
select '(functions)', pg_get_functiondef(p.oid)
  from pg_proc p join pg_namespace n on n.oid = p.pronamespace
 where p.prokind in ('f', 'p') and {_OURS}
union all
select '(functions)', concat_ws(' ', 'right', p.oid::regprocedure, {_GRANTEE},
                                a.privilege_type)
  from pg_proc p join pg_namespace n on n.oid = p.pronamespace, aclexplode(p.proacl) a
 where {_OURS} and {_RIGHTS.format(owner="p.proowner")}
"""  # noqa: S608  # made of constants only
