import Type from 'typebox'
import { AppointmentSchema } from './appointment-schema.ts'
import { key } from './config-key.ts'

const tag = { minLength: 1, maxLength: 128 }

const attributeTags = (title: string, description: string, examples: readonly string[][]) =>
  Type.Array(Type.String(tag), {
    ...key({ title, description, default: [], examples, expects: 'a list of attribute tags' }),
    maxItems: 64,
    uniqueItems: true,
  })

const words = (title: string, description: string, examples: readonly unknown[]) =>
  Type.Object(
    { nl: Type.String({ minLength: 1, maxLength: 200 }), en: Type.String({ minLength: 1, maxLength: 200 }) },
    {
      ...key({
        title,
        description,
        examples,
        expects: 'words in both languages: { nl = "...", en = "..." }',
      }),
      additionalProperties: false,
    },
  )

/** One purpose: what citizens come for (protocol, section 9). */
export const PurposeSchema = Type.Object(
  {
    tag: Type.String({
      ...key({
        title: 'Purpose tag',
        description: 'The tag by which the core starts conversations for this purpose.',
        examples: ['report_move'],
      }),
      ...tag,
    }),
    name: words('Name', 'What the citizen and the agent read.', [
      { nl: 'Verhuizing doorgeven', en: 'Report a move' },
    ]),
    team: Type.String({
      ...key({ title: 'Team', description: 'Who handles it: one of `teams`.', examples: ['burgerzaken'] }),
      ...tag,
    }),
    required: attributeTags(
      'Required attributes',
      'Without all of these a result does not verify the citizen for this purpose.',
      [['fullname', 'address']],
    ),
    allowed: attributeTags(
      'Allowed attributes',
      'What may be kept besides the required ones. Anything else in a result is dropped before it is stored.',
      [['phone']],
    ),
    identifying: attributeTags(
      'Identifying attributes',
      'Those that together say who somebody is: a later authentication is compared by them.',
      [['bsn']],
    ),
    sensitive: attributeTags('Sensitive attributes', 'Masked until an agent opens one, which is recorded.', [
      ['bsn'],
    ]),
    labels: Type.Record(
      Type.String(tag),
      words('Label', 'What people read for the tag.', [{ nl: 'Adres', en: 'Address' }]),
      key({
        title: 'Labels of attributes',
        description:
          'For each attribute tag the words that people read. A tag without a label is shown as it is.',
        default: {},
        examples: [{ address: { nl: 'Adres', en: 'Address' } }],
        expects: 'a table from attribute tag to words in both languages',
      }),
    ),
    retention_days: Type.Integer({
      ...key({
        title: 'Days that transcripts are kept',
        description:
          'After the end of a conversation; then its key is destroyed, so that nobody can read it, in backups neither. 0: a minute, so that pages can catch up. Attributes always go at the end.',
        default: 0,
        examples: [7],
      }),
      minimum: 0,
      maximum: 28,
    }),
    allow_unauthenticated: Type.Boolean(
      key({
        title: 'Allowed without authentication',
        description:
          'Whether a citizen who is not verified may talk for this purpose. Agents see it plainly (UN-4).',
        default: false,
      }),
    ),
    begin_within_minutes: Type.Integer({
      ...key({
        title: 'Minutes to begin',
        description: 'How long after its start a conversation can be begun.',
        default: 60,
      }),
      minimum: 1,
      maximum: 1440,
    }),
    idle_minutes: Type.Integer({
      ...key({
        title: 'Minutes without anything',
        description:
          'After which a conversation ends by itself: neither the citizen nor the agent did anything. 0: never.',
        default: 120,
      }),
      minimum: 0,
      maximum: 10_080,
    }),
    longest_minutes: Type.Integer({
      ...key({
        title: 'Longest conversation, minutes',
        description: 'After which it ends by itself, whatever happens in it. 0: never.',
        default: 1440,
      }),
      minimum: 0,
      maximum: 43_200,
    }),
    reauthenticate_after_minutes: Type.Integer({
      ...key({
        title: 'Minutes until a new authentication is asked for',
        description:
          'A verified citizen who comes back after a pause of this length is asked to authenticate again (AC-4). 0: never. Only with `core_url`.',
        default: 30,
      }),
      minimum: 0,
      maximum: 10_080,
    }),
    appointment: Type.Optional(AppointmentSchema),
  },
  {
    ...key({ title: 'Purpose', description: 'What a citizen can come for; one table `[[purposes]]` each.' }),
    additionalProperties: false,
  },
)
