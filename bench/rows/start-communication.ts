import { measureRate } from '../http/measure-rate.ts'
import type { Bench, Contest, Row } from '../row.ts'
import { PURPOSE, startBalie } from '../start-balie.ts'
import { startBare } from '../start-bare.ts'

/** Row 1: step 1 of the flow, against a bare Fastify route that does one PostgreSQL insert. */
export const startCommunicationRow: Row = {
  number: 1,
  name: 'start_communication',
  lines: [{ key: 'rate', what: 'start_communication', unit: '/s', goal: { ratio: 0.5, at: 'least' } }],
  prepare,
}

async function prepare(bench: Bench, warmUpSeconds: number): Promise<Contest> {
  const { url: bare } = await startBare(bench, 'start-and-insert', {
    databaseUrl: await bench.postgres.createDatabase('row1_bare'),
  })
  const balie = await startBalie(bench, 'row1_ours')
  const measure = async (url: string, seconds: number) => {
    const post = { path: '/chat/start_communication', body: JSON.stringify({ purpose: PURPOSE }) }
    return { rate: await measureRate({ url, contentType: 'application/json', post, until: { seconds } }) }
  }
  await measure(bare, warmUpSeconds)
  await measure(balie.internal, warmUpSeconds)
  return {
    bare: (seconds) => measure(bare, seconds),
    ours: (seconds) => measure(balie.internal, seconds),
  }
}
