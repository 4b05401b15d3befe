import { parseArgs } from 'node:util'
import { OptionsInvalid } from '../../tools/command-line/options-invalid.ts'
import { wholeNumber } from '../../tools/command-line/whole-number.ts'

/** What is asked of a soak. */
export interface Options {
  readonly help: boolean
  /** How often somebody is killed. */
  readonly kills: number
  /** How long somebody is killed at most. */
  readonly minutes: number
  /** How many conversations run at the same time. */
  readonly conversations: number
  readonly seed: number
}

export const USAGE = `npm run soak -- [options]

Citizens and agents talk on two Balie nodes and one durable PostgreSQL of their own, on this machine, while nodes and
PostgreSQL are killed with kill -9 at random. Says at the end whether everything that was acknowledged is there, once.

  --kills <number>          how often somebody is killed (1 to 10000; 200)
  --minutes <number>        of killing at most, on a machine with other work (1 to 1440; 120)
  --conversations <number>  at the same time (1 to 500; 50)
  --seed <number>           who is killed when and who says what: the same again with the same seed (1)
  --help                    this text

It ends with 1 when a promise was broken, and when something that it is about never took place: a logout, a take, a shown
identity, an opened value, a kill.
`

/**
 * Reads the command line.
 *
 * @throws {OptionsInvalid} with a sentence for the person who typed it
 */
export function parseOptions(given: readonly string[]): Options {
  const values = parse(given)
  return {
    help: values.help,
    kills: wholeNumber('--kills', values.kills, 1, 10_000),
    minutes: wholeNumber('--minutes', values.minutes, 1, 1_440),
    conversations: wholeNumber('--conversations', values.conversations, 1, 500),
    seed: wholeNumber('--seed', values.seed, 0, 1_000_000_000),
  }
}

function parse(given: readonly string[]) {
  try {
    return parseArgs({
      args: [...given],
      options: {
        help: { type: 'boolean', default: false },
        kills: { type: 'string', default: '200' },
        minutes: { type: 'string', default: '120' },
        conversations: { type: 'string', default: '50' },
        seed: { type: 'string', default: '1' },
      },
    }).values
  } catch (cause) {
    throw new OptionsInvalid(cause instanceof Error ? cause.message : String(cause), { cause })
  }
}
