import type { Case } from '../../case.ts'
import type { FarAnswer } from '../../engine/far-side.ts'
import { allOf, expect, failed } from '../../verdict.ts'
import { authenticate } from '../../words/authentication.ts'
import { interact } from '../../words/feedback.ts'
import { needFarSide } from '../../words/need-far-side.ts'

const ANSWERS: Readonly<Record<string, FarAnswer>> = {
  silence: 'silence',
  'a 500': { status: 500, body: 'broken' },
  'no JSON': { status: 200, body: '<html>' },
  'JSON of another kind': { status: 200, body: '{"hello":"world"}' },
}

/** V2: the core is slow, down or talks nonsense while a citizen wants to authenticate. */
export const coreDownCases: readonly Case[] = (['session_options', 'start'] as const).flatMap((where) =>
  Object.entries(ANSWERS).map(
    ([what, answer]): Case => ({
      id: 'V2',
      profile: 'OURS',
      exclusive: true,
      title: `a core that answers ${where} with ${what} sends nobody anywhere, and the conversation goes on`,
      async run(kit) {
        const farSide = needFarSide(kit)
        const { browser } = await kit.converse()
        // Rightly once, so that what fails afterwards does so for this reason.
        await authenticate(kit, (await kit.converse()).browser)
        if (where === 'start') farSide.answerStart(answer)
        else farSide.answerOptions(answer)
        try {
          const before = Date.now()
          if (browser.page) await browser.open(browser.page.url)
          // Not to offer it at all is a good answer too.
          const pressed = browser.can('authenticate') ? await browser.authenticate() : undefined
          const took = Date.now() - before
          const leadsTo = pressed?.leadsTo
          if (pressed?.answer.status === 0)
            return failed(`the citizen gets no answer: ${pressed.answer.text}`)
          const page = await browser.open(browser.page?.url ?? '')
          await interact(browser)
          return allOf(
            expect(leadsTo === undefined || isOwn(leadsTo, page.url), `the citizen is sent to ${leadsTo}`),
            expect(took < 12_000, `the citizen waits ${took} ms`),
            expect(page.answer.status === 200, `the page answers ${page.answer.status}`),
          )
        } finally {
          farSide.answerStart()
          farSide.answerOptions()
        }
      },
    }),
  ),
)

function isOwn(url: string, page: string): boolean {
  return URL.canParse(url, page) && new URL(url, page).origin === new URL(page).origin
}
