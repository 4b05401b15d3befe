import { parseArgs } from 'node:util'
import { OptionsInvalid } from '../../tools/command-line/options-invalid.ts'
import { wholeNumber } from '../../tools/command-line/whole-number.ts'

/** What load is asked for. */
export interface LoadOptions {
  readonly scenario: Scenario
  readonly minutes: number
  readonly conversations: number
  /** Messages a second, of all conversations together. */
  readonly rate: number
  readonly citizens: number
}

export type Scenario = 'talk' | 'idle' | 'flood'

export const LOAD_USAGE = `npm run load -- <scenario> [options]

Loads one Balie on this machine, and says what it did to it.

  talk     conversations that go on: memory, each minute, and latencies
  idle     citizens who are there and say nothing
  flood    conversations, without and with somebody who floods the server

  --conversations <number>   of talk (2000) and flood (200)
  --rate <number>            messages a second, of all conversations together: of talk (200), of flood (200)
  --minutes <number>         of talk (20); of each half of flood (1)
  --citizens <number>        of idle (10000)

It uses only the loopback interface and a database server of its own, which it removes afterwards.
`

const DEFAULTS: Readonly<Record<Scenario, Omit<LoadOptions, 'scenario'>>> = {
  talk: { minutes: 20, conversations: 2000, rate: 200, citizens: 0 },
  idle: { minutes: 1, conversations: 0, rate: 0, citizens: 10_000 },
  flood: { minutes: 1, conversations: 200, rate: 200, citizens: 0 },
}

/**
 * Reads the command line. Undefined when help was asked for.
 *
 * @throws {OptionsInvalid} with a sentence for the person who typed it
 */
export function parseLoadOptions(given: readonly string[]): LoadOptions | undefined {
  const { values, positionals } = parse(given)
  if (values.help) return undefined
  const [scenario = '', ...more] = positionals
  if (!isScenario(scenario) || more.length > 0)
    throw new OptionsInvalid(`name one scenario: ${Object.keys(DEFAULTS).join(', ')}`)
  const usual = DEFAULTS[scenario]
  return {
    scenario,
    minutes: whole('--minutes', values.minutes, usual.minutes, 120),
    conversations: whole('--conversations', values.conversations, usual.conversations, 5_000),
    rate: whole('--rate', values.rate, usual.rate, 2_000),
    citizens: whole('--citizens', values.citizens, usual.citizens, 15_000),
  }
}

function parse(given: readonly string[]) {
  try {
    const text = { type: 'string' } as const
    return parseArgs({
      args: [...given],
      allowPositionals: true,
      options: {
        help: { type: 'boolean', default: false },
        ...{ minutes: text, conversations: text, rate: text, citizens: text },
      },
    })
  } catch (cause) {
    throw new OptionsInvalid(cause instanceof Error ? cause.message : String(cause), { cause })
  }
}

function isScenario(word: string): word is Scenario {
  return Object.hasOwn(DEFAULTS, word)
}

function whole(option: string, text: string | undefined, usual: number, most: number): number {
  return text === undefined ? usual : wholeNumber(option, text, 1, most)
}
