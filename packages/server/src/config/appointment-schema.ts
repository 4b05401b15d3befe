import Type from 'typebox'
import { key } from './config-key.ts'

const minutes = (title: string, description: string, given: number, least: number, most: number) =>
  Type.Integer({ ...key({ title, description, default: given }), minimum: least, maximum: most })

/** Appointments for one purpose: the table `[purposes.appointment]` (FL-7). */
export const AppointmentSchema = Type.Object(
  {
    duration_minutes: minutes(
      'Minutes that a meeting takes',
      'As it is planned; an agent can extend it.',
      30,
      5,
      480,
    ),
    before_minutes: minutes('Minutes before', 'Kept free for the agent before each meeting.', 0, 0, 240),
    after_minutes: minutes('Minutes after', 'Kept free for the agent after each meeting.', 0, 0, 240),
    every_minutes: Type.Optional(
      Type.Integer({
        ...key({
          title: 'Minutes between starts',
          description:
            'Meetings begin at times of day that are a multiple of this, counted from midnight. Absent: the duration.',
          examples: [15],
        }),
        minimum: 5,
        maximum: 480,
      }),
    ),
    shortest_notice_minutes: minutes(
      'Shortest notice, minutes',
      'A time can be chosen until so long before it.',
      120,
      0,
      43_200,
    ),
    horizon_days: minutes('Days ahead', 'How many days ahead of today one can choose.', 42, 1, 366),
    most_per_day: minutes('Most in a day', 'Of all agents together. 0: as many as fit.', 0, 0, 10_000),
    ways: Type.Array(Type.Literal('chat'), {
      ...key({
        title: 'Ways of meeting',
        description: 'The channels by which the meeting can be held.',
        default: ['chat'],
        expects: 'a list of "chat"',
      }),
      minItems: 1,
      uniqueItems: true,
    }),
    way_in_minutes: minutes(
      'Minutes before the start that the way in opens',
      'From then on the citizen can log in again and come to the waiting room.',
      15,
      0,
      1440,
    ),
    hold_minutes: minutes(
      'Minutes that a chosen time is kept',
      'While the citizen fills in the rest; then it is free again.',
      10,
      1,
      60,
    ),
    reminder_minutes: Type.Array(Type.Integer({ minimum: 5, maximum: 43_200 }), {
      ...key({
        title: 'Reminders, minutes before the start',
        description: 'A mail each. `[]`: none.',
        default: [1440, 60],
        expects: 'a list of whole numbers of minutes',
      }),
      maxItems: 8,
      uniqueItems: true,
    }),
    email_attribute: Type.Optional(
      Type.String({
        ...key({
          title: 'Attribute with the e-mail address',
          description:
            'Its verified value is where mail about the appointment goes. Absent, or where the citizen has none: the page asks for an address and confirms it by a code.',
          examples: ['email'],
        }),
        minLength: 1,
        maxLength: 128,
      }),
    ),
    keep_until_meeting: Type.Array(Type.String({ minLength: 1, maxLength: 128 }), {
      ...key({
        title: 'Attributes kept until the meeting',
        description:
          'All others are gone as soon as the appointment is made. These stay, sealed, and the agent of the meeting sees them as given at booking.',
        default: [],
        examples: [['phone']],
        expects: 'a list of attribute tags',
      }),
      maxItems: 64,
      uniqueItems: true,
    }),
    mail_names_purpose: Type.Boolean(
      key({
        title: 'Name the purpose in mail',
        description:
          'Whether mail and calendar may say what the meeting is for. Mail is read by others than the citizen: leave it off where the purpose itself is private.',
        default: false,
      }),
    ),
  },
  {
    ...key({
      title: 'Appointments',
      description:
        'Present: citizens can make an appointment for this purpose, by the communication method `appointment`. Only with `core_url`: who booked with an identity authenticates again before the meeting. Where a verified identity is needed, `identifying` must name who somebody is, out of `required`: who comes to the meeting is compared by it.',
      examples: [{ duration_minutes: 30 }],
      expects: 'a table [purposes.appointment]',
    }),
    additionalProperties: false,
  },
)
