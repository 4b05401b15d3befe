import { spawnSync } from 'node:child_process'

/** Another network on this machine, with two cables of its own to ours: one for its database, one for people. */
export interface NetworkNamespace {
  readonly database: Cable
  readonly people: Cable
  /** A command that runs another one in it. */
  readonly by: readonly string[]
  close(): void
}

/** A cable that can be pulled: nobody is told, and nothing passes. */
export interface Cable {
  /** The addresses of its ends: in our network, and in the other one. */
  readonly outside: string
  readonly inside: string
  pull(): void
  plugIn(): void
}

/** Undefined where networks can be made; otherwise why the test is skipped. */
export function withoutNamespaces(): string | undefined {
  const name = `balie-try-${process.pid}`
  if (spawnSync('ip', ['netns', 'add', name]).status !== 0)
    return 'no network can be made here (ip netns, as root)'
  ip('netns', 'del', name)
  return undefined
}

/** @param number another one for each, 1 to 250 */
export function createNetworkNamespace(number: number): NetworkNamespace {
  const name = `balie-${process.pid}-${number}`
  ip('netns', 'add', name)
  ip('-n', name, 'link', 'set', 'lo', 'up')
  const cable = (letter: string, network: string): Cable => {
    const [ours, theirs] = [`b${letter}${process.pid}-${number}`, `${letter}0`]
    const [outside, inside] = [`${network}.1`, `${network}.2`]
    ip('link', 'add', ours, 'type', 'veth', 'peer', 'name', theirs, 'netns', name)
    ip('addr', 'add', `${outside}/30`, 'dev', ours)
    ip('link', 'set', ours, 'up')
    ip('-n', name, 'addr', 'add', `${inside}/30`, 'dev', theirs)
    ip('-n', name, 'link', 'set', theirs, 'up')
    return {
      ...{ outside, inside },
      pull: () => ip('link', 'set', ours, 'down'),
      plugIn: () => ip('link', 'set', ours, 'up'),
    }
  }
  return {
    database: cable('d', `10.213.${number}`),
    people: cable('p', `10.214.${number}`),
    by: ['ip', 'netns', 'exec', name],
    close: () => ip('netns', 'del', name),
  }
}

function ip(...words: readonly string[]): void {
  const { status, stderr } = spawnSync('ip', words, { encoding: 'utf8' })
  if (status !== 0) throw new Error(`ip ${words.join(' ')}: ${stderr}`)
}
