import { type ClientBase, escapeIdentifier } from 'pg'
import { JOBS_SCHEMA } from '../../jobs/boss.ts'
import type { BackedUpTable } from './backup-manifest.ts'

/** A table that belongs in a backup. */
export type BackupTable = Pick<BackedUpTable, 'of' | 'table' | 'columns'>

/** The wrapped data keys: apart from everything else, so that erasure reaches backups (P2). */
export const KEY_TABLE = 'session_keys'

/**
 * The tables of a database of Balie, each after those that it refers to, and the jobs. Left out is what
 * every start makes again: the list of migrations, the queues, and what is counted of them.
 */
export async function findBackupTables(client: ClientBase): Promise<readonly BackupTable[]> {
  const { rows } = await client.query<{ table: string; columns: string[]; after: string[] }>(
    `select c.relname as table,
       array(select attname::text from pg_attribute
         where attrelid = c.oid and attnum > 0 and not attisdropped and attgenerated = '' order by attnum) as columns,
       array(select r.relname::text from pg_constraint f join pg_class r on r.oid = f.confrelid
         where f.conrelid = c.oid and f.contype = 'f' and f.confrelid <> c.oid) as after
     from pg_class c
     where c.relnamespace = (select oid from pg_namespace where nspname = current_schema()) and c.relkind in ('r', 'p') and not c.relispartition
       and c.relname <> 'migrations'
       and not exists (select from pg_depend d where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype = 'e')
     order by c.relname`,
  )
  const jobs = await client.query<{ columns: string[] }>(
    `select array_agg(attname::text order by attnum) as columns from pg_attribute
     where attrelid = to_regclass($1) and attnum > 0 and not attisdropped and attgenerated = ''`,
    [`${JOBS_SCHEMA}.job`],
  )
  const columns = jobs.rows[0]?.columns
  return [
    ...inOrder(rows).map(({ table, columns }) => ({ of: 'balie' as const, table, columns })),
    ...(columns ? [{ of: 'jobs' as const, table: 'job', columns }] : []),
  ]
}

/** The name of a table in SQL. */
export function tableName({ of, table }: Pick<BackupTable, 'of' | 'table'>): string {
  return of === 'jobs' ? `${JOBS_SCHEMA}.${escapeIdentifier(table)}` : escapeIdentifier(table)
}

/** Columns of a table in SQL. */
export function columnList(columns: readonly string[]): string {
  return columns.map((column) => escapeIdentifier(column)).join(', ')
}

function inOrder<T extends { table: string; after: string[] }>(tables: readonly T[]): readonly T[] {
  const ordered: T[] = []
  const left = new Set(tables)
  while (left.size > 0) {
    const free = [...left].filter(({ after }) => ![...left].some(({ table }) => after.includes(table)))
    if (free.length === 0) throw new Error('tables refer to each other in a circle')
    for (const table of free) {
      ordered.push(table)
      left.delete(table)
    }
  }
  return ordered
}
