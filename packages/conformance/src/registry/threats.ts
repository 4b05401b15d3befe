import type { Entry } from './entry.ts'

const AGENTS_SIDE = "agents sign in and work by the plugin's own means, which the kit does not know"
const INSIDE = "this is inside the plugin's machine"

/** The threats, as in docs/threats.md. */
export const THREATS: readonly Entry[] = rows({
  T1: '`alg: none`; HS256 keyed with the public key',
  T2: 'Confusion of key types and curves',
  T3: 'Bare claims, unsigned or nested tokens',
  T4: 'A token of another type, signed by the same kind of key',
  T5: 'Expired, never expiring or future tokens',
  T6: 'Headers that bring or name keys',
  T7: 'The same result in another session',
  T8: 'Compression bombs and costly algorithms',
  T9: 'Too much: bodies, attributes, depth, values',
  T10: 'Duplicate members, prototypes, contradictory status',
  T11: 'Telling apart why a token was refused',
  T12: {
    words: 'The published example keys in production',
    unseen: 'a plugin refuses them when it starts, and the kit meets it running',
  },
  B1: 'Relay or fixation: one starts, another authenticates',
  B2: 'A leaked or forwarded client URL',
  B3: 'Prefetch, HEAD, a link scanner or a frame opens the client URL',
  B4: 'Guessing the attr URL',
  B5: 'Junk at the attr URL before the real result',
  B6: 'A failed result then a good one; a second one with other data',
  B7: 'A result for a light purpose used for a heavy one',
  B8: 'Parallel deliveries, landing, close',
  B9: 'An invalid result in the start request',
  B10: 'What is for components, asked from the internet',
  B11: 'An unauthenticated session taken for a verified one',
  B12: 'The core answers a hostile URL to an authentication request',
  F1: 'The result in history, logs, Referer',
  F2: 'Tokens in localStorage or URLs',
  F3: 'Open redirects',
  F4: 'Stored script in attributes and names',
  F5: 'A message that imitates the verified panel',
  F6: 'Clickjacking, forged requests, Host header injection',
  F7: 'The back button after logout',
  R1: "Another session's events, or a command on it",
  R2: 'A WebSocket from another site',
  R3: {
    words: 'A socket that lives on after logout or close',
    unseen: "what is said on the socket, signing in to it included, is the plugin's own",
  },
  R4: 'Floods, huge frames, slow readers',
  R5: {
    words: 'Loss, reordering, duplication on reconnect',
    unseen: "how messages are numbered is the plugin's own",
  },
  G1: { words: 'Reading attributes of a conversation that is not assigned', unseen: AGENTS_SIDE },
  G2: { words: 'A role taken from what was not verified', unseen: AGENTS_SIDE },
  G3: { words: 'A disabled agent keeps working', unseen: AGENTS_SIDE },
  O1: 'Requests to other servers through a session URL or an answer of the core',
  O2: 'A flood of messages makes a flood of updates',
  O3: 'A lost logout',
  P1: 'Attributes in logs, errors, metrics',
  P2: { words: 'Attributes in old database pages and backups', unseen: INSIDE },
  P3: { words: 'Content left behind by parts that a plugin stands on', unseen: INSIDE },
  V1: { words: 'A crash at any point', unseen: 'the kit does not kill what it tests' },
  V2: 'Core or authentication plugin slow, down or talking nonsense',
})

function rows(table: Readonly<Record<string, string | Omit<Entry, 'id' | 'kind'>>>): readonly Entry[] {
  return Object.entries(table).map(([id, said]) => ({
    id,
    kind: 'threat',
    ...(typeof said === 'string' ? { words: said } : said),
  }))
}
