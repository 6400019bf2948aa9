import type { Pool } from './pool.ts'

/** The catalog's own words for everything the migrations made, one statement or part of one a line. */
const PARTS: readonly string[] = [
  `select 'domain ' || typname || ' as ' || format_type(typbasetype, typtypmod)
     || coalesce(' ' || string_agg(pg_get_constraintdef(pg_constraint.oid), ' '), '') as line
   from pg_type left join pg_constraint on contypid = pg_type.oid
   where typtype = 'd' and typnamespace = 'public'::regnamespace
   group by typname, typbasetype, typtypmod order by typname`,
  `select 'table ' || relname || case relkind when 'p' then ' partition by ' || pg_get_partkeydef(oid) else '' end
     || case when relispartition then ' ' || pg_get_expr(relpartbound, oid) else '' end
     || coalesce(' with (' || array_to_string(reloptions, ', ') || ')', '')
     || E'\n' || (
       select string_agg('  ' || attname || ' ' || format_type(atttypid, atttypmod)
         || case when attidentity = 'a' then ' generated always as identity' else '' end
         || case when attnotnull then ' not null' else '' end
         || coalesce(' default ' || pg_get_expr(adbin, adrelid), ''), E'\n' order by attnum)
       from pg_attribute left join pg_attrdef on adrelid = attrelid and adnum = attnum
       where attrelid = pg_class.oid and attnum > 0 and not attisdropped)
     || coalesce(E'\n' || (
       select string_agg('  constraint ' || conname || ' ' || pg_get_constraintdef(oid), E'\n' order by conname)
       from pg_constraint where conrelid = pg_class.oid and contype <> 'n' and conislocal), '') as line
   from pg_class where relkind in ('r', 'p') and relnamespace = 'public'::regnamespace and not MONTH order by relname`,
  `select pg_get_indexdef(indexrelid) as line from pg_index join pg_class on pg_class.oid = indrelid
   where relnamespace = 'public'::regnamespace and not MONTH
     and not exists (select from pg_constraint where conindid = indexrelid and contype in ('p', 'u', 'x'))
   order by line`,
  `select 'view ' || viewname || E'\n' || definition as line from pg_views where schemaname = 'public' order by line`,
  `select pg_get_functiondef(oid) as line from pg_proc where pronamespace = 'public'::regnamespace order by proname`,
  `select pg_get_triggerdef(pg_trigger.oid) as line from pg_trigger join pg_class on pg_class.oid = tgrelid
   where not tgisinternal and relnamespace = 'public'::regnamespace order by line`,
]
/** The journal's months come and go with time; they are no part of the schema. */
const MONTH = `relname ~ '^journal_chunk_\\d'`

/** The schema as text, for people and for a test that notices when it changes. */
export async function describeSchema(pool: Pool): Promise<string> {
  const parts: string[] = []
  for (const part of PARTS) {
    const { rows } = await pool.query<{ line: string }>(part.replace('MONTH', MONTH))
    parts.push(rows.map(({ line }) => line.trimEnd()).join('\n\n'))
  }
  return `${parts.join('\n\n')}\n`
}
