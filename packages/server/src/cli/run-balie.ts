import { readFileSync } from 'node:fs'
import type { Terminal } from './command.ts'
import { COMMANDS } from './commands.ts'
import { reportFailure } from './report-failure.ts'
import { UsageError } from './usage-error.ts'

/**
 * Runs `balie <words>` to its end. Never throws.
 *
 * @returns what to say on standard error, and the exit code: 0 done, 1 failed, 2 used wrongly
 */
export async function runBalie(
  words: readonly string[],
  terminal: Terminal,
): Promise<{ lines: readonly string[]; code: number }> {
  const [word, ...rest] = words
  try {
    if (word === undefined) return { lines: help().split('\n'), code: 2 }
    if (['--help', '-h', 'help'].includes(word)) return said(terminal, help())
    if (['--version', '-v'].includes(word)) return said(terminal, version())
    const listed = Object.hasOwn(COMMANDS, word) ? COMMANDS[word] : undefined
    if (!listed)
      throw new UsageError(`there is no command ${word}; there are ${Object.keys(COMMANDS).join(', ')}`)
    const command = await listed.load()
    if (rest.some((one) => one === '--help' || one === '-h')) return said(terminal, command.help)
    return { lines: [], code: await command.run(rest, terminal) }
  } catch (error) {
    return reportFailure(error)
  }
}

function said(terminal: Terminal, words: string) {
  terminal.say(words)
  return { lines: [], code: 0 }
}

function help(): string {
  const rows = Object.entries(COMMANDS).map(([word, { summary }]) => `  ${word.padEnd(10)} ${summary}`)
  return `Balie: citizens talk with a municipality that knows who they are.

balie <command> [options]

${rows.join('\n')}

balie <command> --help tells more about one. Begin with: balie demo`
}

function version(): string {
  const file = new URL('../../package.json', import.meta.url)
  return JSON.parse(readFileSync(file, 'utf8')).version
}
