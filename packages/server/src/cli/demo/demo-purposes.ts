const LABELS: Readonly<Record<string, { nl: string; en: string }>> = {
  fullname: { nl: 'Naam', en: 'Name' },
  bsn: { nl: 'Burgerservicenummer', en: 'Citizen service number' },
  birthdate: { nl: 'Geboortedatum', en: 'Date of birth' },
  address: { nl: 'Adres', en: 'Address' },
  email: { nl: 'E-mailadres', en: 'E-mail address' },
  phone: { nl: 'Telefoonnummer', en: 'Telephone number' },
}

/** Who the citizen of the demo is, unless the tester changes it. Nobody: the number is a reserved test number. */
export const DEMO_CITIZEN = {
  fullname: 'Sanne Jansen',
  bsn: '999993653',
  birthdate: '14-03-1986',
  address: 'Dorpsstraat 12, 1234 AB Voorbeeld',
  email: 'sanne@example.nl',
  phone: '06 12345678',
}

/** Appointments of the demo: the first is within half an hour, and one can come in at once. */
const SOON = {
  ...{ duration_minutes: 15, every_minutes: 30, shortest_notice_minutes: 5, horizon_days: 28 },
  ...{ way_in_minutes: 60, reminder_minutes: [1440, 60, 5] },
}

/** What citizens come for in the demo, for the core and for Balie. */
export const DEMO_PURPOSES = [
  {
    tag: 'report_move',
    name: { nl: 'Verhuizing doorgeven', en: 'Report a move' },
    description: {
      nl: 'U gaat verhuizen of bent net verhuisd.',
      en: 'You are going to move, or have just moved.',
    },
    team: 'burgerzaken',
    required: ['fullname', 'bsn', 'address'],
    allowed: ['birthdate', 'phone', 'email'],
    retention: 7,
    unauthenticated: false,
    appointment: { ...SOON, email_attribute: 'email', keep_until_meeting: ['phone'] },
  },
  {
    tag: 'permit_question',
    name: { nl: 'Vraag over een vergunning', en: 'Question about a permit' },
    description: {
      nl: 'Bijvoorbeeld over een verbouwing, een evenement of parkeren.',
      en: 'For example about a renovation, an event or parking.',
    },
    team: 'vergunningen',
    required: ['fullname', 'email'],
    allowed: ['address', 'phone'],
    retention: 28,
    unauthenticated: false,
    // Nothing here says who somebody is, by which the one who comes could be known again.
    appointment: undefined,
  },
  {
    tag: 'general_question',
    name: { nl: 'Algemene vraag', en: 'General question' },
    description: {
      nl: 'Inloggen hoeft niet. Wel kan de medewerker dan minder voor u doen.',
      en: 'You need not log in. But then the agent can do less for you.',
    },
    team: 'burgerzaken',
    required: [],
    allowed: ['fullname', 'email'],
    retention: 0,
    unauthenticated: true,
    appointment: { ...SOON, mail_names_purpose: true },
  },
] as const

export const DEMO_TEAMS = ['burgerzaken', 'vergunningen']

/** Words for the attributes of one purpose. */
export function demoLabels(tags: readonly string[]): Record<string, { nl: string; en: string }> {
  return Object.fromEntries(tags.map((tag) => [tag, LABELS[tag] ?? { nl: tag, en: tag }]))
}

/** Every attribute of the demo that is masked. */
export const DEMO_SENSITIVE = ['bsn']
/** The one that says who somebody is. */
export const DEMO_IDENTIFYING = ['bsn']
