/** How the rows of one table are copied. */
export interface Copy {
  readonly table: string
  /** The column by which the rows of the template are found. */
  readonly key: string
  /** What each column of a copy holds: of `old`, of `new.id`, of the number `n`. */
  readonly columns: Readonly<Record<string, string>>
}

/** Text that looks as random as what Balie makes, always the same for a number. */
const randomText = (bytes: number, seed: string) =>
  `translate(encode(substr(sha256(convert_to(${seed}, 'UTF8')), 1, ${bytes}), 'base64'), '+/=', '-_')`

/** The identifier of a copy, by its number. */
export const idOf = (number: string): string => randomText(16, `'session' || ${number}`)

const unchanged = (...names: readonly string[]) =>
  Object.fromEntries(names.map((name) => [name, `old.${name}`]))

const DAY = 24 * 60 * 60_000
/** Agents who handled them. */
const AGENTS = 50

/** Ended sessions with what belongs to them, in the order in which tables refer to each other. */
export const COPIES: readonly Copy[] = [
  {
    table: 'sessions',
    key: 'id',
    columns: {
      ...unchanged('version', 'purpose', 'method', 'conversation_state', 'settled'),
      id: 'new.id',
      client_secret_hash: randomText(32, "'client' || n"),
      attr_secret_hash: randomText(32, "'attr' || n"),
      record: "jsonb_set(old.record, '{id}', to_jsonb(new.id))",
      conversation_since: `old.conversation_since - (random() * ${30 * DAY})::bigint`,
      owner: randomText(32, "'owner' || n"),
      agent: `case n % ${AGENTS} when 0 then old.agent else ${randomText(16, `'agent' || n % ${AGENTS}`)} end`,
      // Long after this run: what is due is another thing.
      due_at: `old.conversation_since + ${DAY} + (random() * ${30 * DAY})::bigint`,
    },
  },
  {
    table: 'session_keys',
    key: 'session_id',
    columns: { session_id: 'new.id', ...unchanged('name', 'wrapped_key') },
  },
  { table: 'sealed', key: 'session_id', columns: { session_id: 'new.id', ...unchanged('slot', 'bytes') } },
  {
    table: 'chat_conversations',
    key: 'session_id',
    columns: {
      session_id: 'new.id',
      ...unchanged('last_seq', 'citizen_delivered', 'citizen_read', 'agent_delivered', 'agent_read'),
    },
  },
  {
    table: 'chat_messages',
    key: 'session_id',
    columns: {
      session_id: 'new.id',
      ...unchanged('seq', 'sender', 'at', 'agent_id', 'agent_name', 'sealed'),
      client_id: randomText(16, "n || ' ' || old.seq"),
    },
  },
  {
    table: 'reveals',
    key: 'session_id',
    columns: {
      session_id: 'new.id',
      ...unchanged('agent_id', 'tag', 'verified_at', 'opened'),
      at: `old.at - (random() * ${30 * DAY})::bigint`,
    },
  },
]
