import Type from 'typebox'
import { key } from './config-key.ts'

const period = Type.String({ pattern: '^([01]\\d|2[0-3]):[0-5]\\d-(([01]\\d|2[0-3]):[0-5]\\d|24:00)$' })
const expects = 'a list of periods such as "09:00-12:30"'

const day = (title: string, given: readonly string[]) =>
  Type.Array(period, {
    ...key({ title, description: 'Periods in the organisation’s time.', default: [...given], expects }),
    maxItems: 12,
  })

const WORKING = ['09:00-12:30', '13:00-17:00']

/** When the organisation works: for appointments. */
export const scheduleKeys = {
  time_zone: Type.String({
    ...key({
      title: 'Time zone',
      description: 'Of the organisation, by its IANA name. Working hours, days and mails are in it.',
      default: 'Europe/Amsterdam',
      expects: 'the name of a time zone, such as Europe/Amsterdam',
    }),
    minLength: 1,
    maxLength: 64,
  }),
  working_hours: Type.Object(
    {
      monday: day('Monday', WORKING),
      tuesday: day('Tuesday', WORKING),
      wednesday: day('Wednesday', WORKING),
      thursday: day('Thursday', WORKING),
      friday: day('Friday', WORKING),
      saturday: day('Saturday', []),
      sunday: day('Sunday', []),
    },
    {
      ...key({
        title: 'Working hours',
        description: 'Of every agent who has not set hours of their own at the desk.',
        default: {},
        expects: 'a table of days, each a list of periods such as "09:00-12:30"',
      }),
      additionalProperties: false,
    },
  ),
  holidays: Type.Array(Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' }), {
    ...key({
      title: 'Holidays',
      description: 'Days without appointments, but for agents who set hours for that very day.',
      default: [],
      examples: [['2026-12-25', '2026-12-26', '2027-01-01']],
      expects: 'a list of days such as "2026-12-25"',
    }),
    maxItems: 366,
    uniqueItems: true,
  }),
}

/** By which mail about appointments is sent. */
export const mailKeys = {
  smtp_url: Type.Optional(
    Type.String({
      ...key({
        title: 'Mail server',
        description:
          'For mail about appointments. `smtps://` for TLS from the start; with `smtp://` TLS is used where the server offers it. Absent: no mail is sent, and the page says so.',
        examples: ['smtps://balie:password@mail.example.nl:465'],
        secret: true,
        fromFile: true,
        expects: 'an address that begins with smtp:// or smtps://',
      }),
      pattern: '^smtps?://.+$',
    }),
  ),
  mail_from: Type.Optional(
    Type.String({
      ...key({
        title: 'Sender of mail',
        description:
          'The e-mail address from which mail comes; the name is `display_name`. Needed with `smtp_url`.',
        examples: ['afspraken@example.nl'],
        expects: 'an e-mail address',
      }),
      pattern: '^[^\\s@<>"]+@[^\\s@<>"]+$',
      maxLength: 254,
    }),
  ),
  mail_reply_to: Type.Optional(
    Type.String({
      ...key({
        title: 'Address for answers',
        description: 'Where an answer to a mail goes. Absent: to the sender.',
        examples: ['info@example.nl'],
        expects: 'an e-mail address',
      }),
      pattern: '^[^\\s@<>"]+@[^\\s@<>"]+$',
      maxLength: 254,
    }),
  ),
}
