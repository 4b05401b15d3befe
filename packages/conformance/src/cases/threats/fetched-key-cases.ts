import type { Case } from '../../case.ts'
import { allOf, expect } from '../../verdict.ts'
import { needFarSide } from '../../words/need-far-side.ts'
import { notDelivered } from '../../words/not-delivered.ts'
import { craftFor } from './crafting-for.ts'
import { unbroken } from './unbroken.ts'

/** T6: keys come from configuration; where a header points, nobody goes. */
export const fetchedKeyCases: readonly Case[] = (['jku', 'x5u'] as const).flatMap((member) =>
  (['JWS', 'JWE'] as const).map(
    (where): Case => ({
      id: 'T6',
      profile: 'OURS',
      title: `nothing is fetched from where ${member} in the ${where} header points`,
      async run(kit) {
        const { foreign } = needFarSide(kit)
        const url = `${foreign.origin}/${member}-${where}-${kit.subject.clock.now()}`
        const hostile = kit.canary()
        const header = { [member]: url }
        const token = craftFor(kit, hostile, where === 'JWS' ? { jwsHeader: header } : { jwe: { header } })
        const session = await kit.newSession()
        await kit.enter(session)
        const answer = await kit.deliver(session, token)
        const seen = await notDelivered(kit, hostile)
        const fetched = foreign.arrivals.find((arrival) => arrival.url.startsWith(url))
        return allOf(
          unbroken(answer),
          expect(fetched === undefined, `${fetched?.method} ${fetched?.url}`),
          seen,
        )
      },
    }),
  ),
)
