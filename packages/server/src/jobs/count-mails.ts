import type { Database } from '../store/database.ts'

const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE

/**
 * How many mails about appointments should have been sent a minute ago and are not, and how many addresses refused one in the last
 * day: for the operator (V2).
 *
 * @param now milliseconds since 1970
 */
export async function countMails(
  database: Database,
  now: number,
): Promise<Readonly<Record<'late' | 'refused', number>>> {
  const count = () =>
    database.selectFrom('appointment_mails').select(({ fn }) => fn.countAll<number>().as('count'))
  const [late, refused] = await Promise.all([
    count()
      .where('state', '=', 'due')
      .where('due_at', '<', now - MINUTE)
      .executeTakeFirstOrThrow(),
    count()
      .where('state', '=', 'refused')
      .where('done_at', '>', now - DAY)
      .executeTakeFirstOrThrow(),
  ])
  return { late: late.count, refused: refused.count }
}
