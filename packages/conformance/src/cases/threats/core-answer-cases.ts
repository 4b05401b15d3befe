import type { Case } from '../../case.ts'
import type { FarAnswer, FarSide } from '../../engine/far-side.ts'
import type { Kit, Session } from '../../engine/kit.ts'
import { allOf, expect, failed, notApplicable, passed, Stop, type Verdict } from '../../verdict.ts'
import { needFarSide } from '../../words/need-far-side.ts'

type Wrong = FarAnswer | { readonly clientUrl: string }

/** What a core must not be believed (B12): by name, with the kit's own addresses in them. */
const ANSWERS: readonly { title: string; answer: (far: FarSide) => Wrong }[] = [
  ...[
    'javascript:alert(1)',
    'JaVaScRiPt:alert(1)',
    ' javascript:alert(1)',
    'java\nscript:alert(1)',
    'data:text/html,<script>alert(1)</script>',
    'vbscript:msgbox(1)',
    'file:///etc/passwd',
    'tel:+31201234567',
    'https://evil.example/',
    '//evil.example/',
    '/\\evil.example/',
    'evil.example',
    '',
  ].map((clientUrl) => ({ title: JSON.stringify(clientUrl), answer: () => ({ clientUrl }) })),
  { title: 'another port', answer: ({ foreign }) => ({ clientUrl: `${foreign.origin}/login` }) },
  {
    title: 'a known origin as user name',
    answer: ({ origin }) => ({ clientUrl: `${origin}@evil.example/` }),
  },
  {
    title: 'a known origin as user name and password',
    answer: ({ origin }) => ({ clientUrl: `${origin}:x@evil.example/` }),
  },
  {
    title: 'a user name before a known origin',
    answer: ({ origin }) => ({ clientUrl: `${origin.replace('://', '://user:password@')}/login` }),
  },
  {
    title: 'a known origin as the beginning of another',
    answer: ({ origin }) => ({ clientUrl: `${origin}.evil.example/` }),
  },
  {
    title: 'a known origin behind a backslash',
    answer: ({ origin }) => ({ clientUrl: `https://evil.example\\@${origin.replace(/^https?:\/\//, '')}/` }),
  },
  {
    title: 'a list',
    answer: ({ origin }) => ({ status: 200, body: JSON.stringify({ client_url: [`${origin}/`] }) }),
  },
  { title: 'null', answer: () => ({ status: 200, body: '{"client_url":null}' }) },
  { title: 'no JSON', answer: () => ({ status: 200, body: 'https://evil.example/' }) },
  {
    title: 'a megabyte',
    answer: ({ origin }) => ({
      status: 200,
      body: JSON.stringify({ client_url: `${origin}/${'a'.repeat(1_000_000)}` }),
    }),
  },
  {
    title: 'a redirect to elsewhere',
    answer: ({ foreign }) => ({ status: 302, headers: { location: `${foreign.origin}/start` } }),
  },
  { title: 'an error', answer: () => ({ status: 500, body: '{"client_url":"https://evil.example/"}' }) },
  {
    title: 'a refusal with a URL in it',
    answer: ({ foreign }) => ({ status: 400, body: JSON.stringify({ client_url: foreign.origin }) }),
  },
]

/** B12: the plugin sends nobody where the core says, unless it knows that place. */
export const coreAnswerCases: readonly Case[] = ANSWERS.map(({ title, answer }) => ({
  id: 'B12',
  profile: 'OURS',
  title: `nobody is sent where the core answers ${title}`,
  exclusive: true,
  run: (kit) => misled(kit, answer),
}))

async function misled(kit: Kit, answer: (far: FarSide) => Wrong): Promise<Verdict> {
  const far = needFarSide(kit)
  const session = await kit.newSession(
    kit.subject.unauthenticated ? { purpose: kit.subject.unauthenticated.purpose } : undefined,
  )
  const browser = await kit.enter(session)
  await browser.offers('authenticate')
  if (!browser.can('authenticate')) throw new Stop(notApplicable('the plugin offers no authentication here'))
  const before = far.foreign.arrivals.length
  const own = new URL(browser.page?.url ?? session.clientUrl).origin
  far.answerStart(answer(far))
  try {
    const { answer: came, leadsTo } = await browser.authenticate()
    const strayed = leadsTo !== undefined && !isAt(leadsTo, own)
    return allOf(
      came.status === 0 ? failed(`no answer: ${came.text}`) : passed,
      expect(!strayed, `the browser is sent to ${String(leadsTo).slice(0, 100)}`),
      expect(far.foreign.arrivals.length === before, 'the plugin itself went there'),
      await goesOn(session),
    )
  } finally {
    far.answerStart()
  }
}

/** The conversation is still there, whatever the core said. */
async function goesOn({ clientUrl, browser }: Session): Promise<Verdict> {
  const { answer } = await browser.open(clientUrl)
  return expect(
    answer.status > 0 && answer.status < 400,
    `the citizen's page is gone: status ${answer.status}`,
  )
}

function isAt(url: string, origin: string): boolean {
  return URL.canParse(url, origin) && new URL(url, origin).origin === origin
}
