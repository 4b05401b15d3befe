import { parseArgs } from 'node:util'
import { OptionsInvalid } from '../tools/command-line/options-invalid.ts'
import { wholeNumber } from '../tools/command-line/whole-number.ts'

/** What is asked of the bench. */
export interface Options {
  readonly help: boolean
  /** Numbers of rows, without doubles, ascending. */
  readonly rows: readonly number[]
  readonly rounds: number
  /** Of one measured stretch; a round has two. */
  readonly seconds: number
  /** How many ended sessions the grown store of row 6 has. */
  readonly sessions: number
}

export const USAGE = `npm run bench -- [options]

Compares Balie with a bare counterpart on this machine, both in the same run, and prints the ratios.

  --row <number>      only this row; may be given more than once (1 to 8; all)
  --rounds <number>   rounds of bare, ours (1 to 25; 5)
  --seconds <number>  of each measured stretch (1 to 60; 5)
  --sessions <number> ended sessions, ten messages each, in the grown store of row 6 (1,000 to 10,000,000; 1,000,000)
  --help              this text

It uses only the loopback interface and a database server of its own, which it removes afterwards.
It ends with 0 whether or not a goal is met, and with 1 when something breaks.
`

const ROWS = [1, 2, 3, 4, 5, 6, 7, 8]

/**
 * Reads the command line.
 *
 * @throws {OptionsInvalid} with a sentence for the person who typed it
 */
export function parseOptions(given: readonly string[]): Options {
  const values = parse(given)
  const chosen = values.row.map((text) => wholeNumber('--row', text, 1, ROWS.length))
  return {
    help: values.help,
    rows: ROWS.filter((row) => chosen.length === 0 || chosen.includes(row)),
    rounds: wholeNumber('--rounds', values.rounds, 1, 25),
    seconds: wholeNumber('--seconds', values.seconds, 1, 60),
    sessions: wholeNumber('--sessions', values.sessions, 1_000, 10_000_000),
  }
}

function parse(given: readonly string[]) {
  try {
    return parseArgs({
      args: [...given],
      options: {
        help: { type: 'boolean', default: false },
        row: { type: 'string', multiple: true, default: [] },
        rounds: { type: 'string', default: '5' },
        seconds: { type: 'string', default: '5' },
        sessions: { type: 'string', default: '1000000' },
      },
    }).values
  } catch (cause) {
    throw new OptionsInvalid(cause instanceof Error ? cause.message : String(cause), { cause })
  }
}
