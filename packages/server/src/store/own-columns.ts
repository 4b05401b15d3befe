import type { Migration } from './migration.ts'

/** What a line within `create table` begins with that is not a column. */
const CONSTRAINT = new Set(['check', 'constraint', 'exclude', 'foreign', 'primary', 'unique'])

/**
 * The columns of each table that migrations make, as they are written: `create table name (`, a line for each column,
 * and `alter table name add column`. What they drop again is among them.
 */
export function ownColumns(migrations: readonly Migration[]): ReadonlyMap<string, ReadonlySet<string>> {
  const tables = new Map<string, Set<string>>()
  for (const { sql } of migrations) {
    for (const [, table = '', body = ''] of sql.matchAll(/^create table (\w+) \(\n(.*?)^\)/gms)) {
      const words = [...body.matchAll(/^ {2}(\w+)/gm)].map(([, word = '']) => word)
      tables.set(table, new Set(words.filter((word) => !CONSTRAINT.has(word))))
    }
    for (const [, table = '', column = ''] of sql.matchAll(/^alter table (\w+) add column (\w+)/gm))
      tables.get(table)?.add(column)
  }
  return tables
}
