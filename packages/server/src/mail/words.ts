import type { Locale } from './appointment-facts.ts'

const nl = {
  appointmentWith: (organisation: string) => `Afspraak met ${organisation}`,
  subjectLine: (what: string, day: string, time: string) => `${what} op ${day}, ${time}`,
  greeting: 'Beste heer of mevrouw,',
  regards: 'Met vriendelijke groet,',
  automatic: 'Deze mail is automatisch verstuurd.',
  // The facts, as a list.
  date: 'Datum',
  time: 'Tijd',
  ownTime: 'In uw eigen tijdzone',
  how: 'Hoe',
  subject: 'Onderwerp',
  link: 'Uw afspraak',
  ways: { chat: 'Via chat op internet, op uw telefoon of computer' },
  fileName: 'afspraak.ics',
  // What every mail about an appointment that is still to come says.
  open: 'Naar mijn afspraak',
  wayIn: 'Zo komt u bij de afspraak',
  opens: (minutes: number) =>
    `Open op tijd de link naar uw afspraak. U kunt naar binnen vanaf ${minutes} minuten voor het begin.`,
  opensAtStart: 'Open op tijd de link naar uw afspraak. U kunt naar binnen als de afspraak begint.',
  logIn:
    'Log dan opnieuw in, op dezelfde manier als toen u de afspraak maakte. Zo weten wij zeker dat u het bent.',
  sameBrowser: 'Gebruik dezelfde telefoon of computer als waarmee u de afspraak maakte, en dezelfde browser.',
  change: 'Wijzigen of afzeggen',
  changeHow: 'Kunt u niet? Met dezelfde link kunt u een andere tijd kiezen of de afspraak afzeggen.',
  private: 'De link alleen laat niets van u of uw afspraak zien. Anderen hebben er niets aan.',
  newOne: 'Een nieuwe afspraak maken',
  newOneHow: 'Wilt u een nieuwe afspraak? Begin dan opnieuw op onze website en kies daar waarvoor u komt.',
  notNeeded: 'U hoeft verder niets te doen.',
  booked: { title: 'Uw afspraak staat vast', lead: ['U heeft een afspraak met ons gemaakt.'] },
  moved: {
    subject: (organisation: string) => `Nieuwe tijd: afspraak met ${organisation}`,
    title: 'Uw afspraak is verplaatst',
    lead: ['Uw afspraak heeft een nieuwe tijd. De oude tijd geldt niet meer.'],
  },
  reminder: {
    subject: (organisation: string) => `Herinnering: afspraak met ${organisation}`,
    title: 'U heeft binnenkort een afspraak',
    lead: ['Wij herinneren u aan uw afspraak met ons.'],
  },
  cancelled: {
    subject: (organisation: string) => `Afgezegd: afspraak met ${organisation}`,
    title: 'De afspraak gaat niet door',
    lead: ['De afspraak is afgezegd.'],
    byCitizen: ['U heeft de afspraak afgezegd.'],
    byAgent: ['Wij moeten de afspraak helaas afzeggen. Dat spijt ons.'],
  },
  missed: {
    subject: (organisation: string) => `Gemist: afspraak met ${organisation}`,
    title: 'U was niet bij de afspraak',
    lead: ['U was niet bij de afspraak. De afspraak is nu voorbij.'],
  },
  agent_absent: {
    subject: (organisation: string) => `Onze excuses: afspraak met ${organisation}`,
    title: 'Wij waren er niet. Het spijt ons',
    lead: ['U had een afspraak met ons, maar wij waren er niet. Dat had niet mogen gebeuren. Onze excuses.'],
  },
  codeSubject: (organisation: string) => `Uw code voor ${organisation}`,
  codeTitle: 'Uw code',
  codeLead:
    'Met deze code laat u zien dat dit e-mailadres van u is. Vul de code in op de pagina waar u bezig was.',
  codeValid: 'De code is 15 minuten geldig. Geef hem aan niemand anders.',
  codeIgnore: 'Heeft u geen code gevraagd? Dan hoeft u niets te doen. Zonder de code gebeurt er niets.',
}

const en: typeof nl = {
  appointmentWith: (organisation) => `Appointment with ${organisation}`,
  subjectLine: (what, day, time) => `${what} on ${day}, ${time}`,
  greeting: 'Dear Sir or Madam,',
  regards: 'Kind regards,',
  automatic: 'This mail was sent automatically.',
  date: 'Date',
  time: 'Time',
  ownTime: 'In your own time zone',
  how: 'How',
  subject: 'Subject',
  link: 'Your appointment',
  ways: { chat: 'By chat on the web, on your phone or computer' },
  fileName: 'appointment.ics',
  open: 'To my appointment',
  wayIn: 'How to get to the appointment',
  opens: (minutes) =>
    `Open the link to your appointment in time. You can go in from ${minutes} minutes before the start.`,
  opensAtStart: 'Open the link to your appointment in time. You can go in when the appointment starts.',
  logIn:
    'Then log in again, in the same way as when you made the appointment. That way we are certain that it is you.',
  sameBrowser: 'Use the phone or computer with which you made the appointment, and the same browser.',
  change: 'Change or cancel',
  changeHow: "Can't make it? With the same link you can choose another time or cancel the appointment.",
  private: 'The link alone shows nothing about you or your appointment. It is of no use to others.',
  newOne: 'Make a new appointment',
  newOneHow: 'Do you want a new appointment? Start again on our website and choose there what you come for.',
  notNeeded: 'There is nothing else you need to do.',
  booked: { title: 'Your appointment is confirmed', lead: ['You have made an appointment with us.'] },
  moved: {
    subject: (organisation) => `New time: appointment with ${organisation}`,
    title: 'Your appointment has moved',
    lead: ['Your appointment has a new time. The old time no longer counts.'],
  },
  reminder: {
    subject: (organisation) => `Reminder: appointment with ${organisation}`,
    title: 'You have an appointment soon',
    lead: ['This is a reminder of your appointment with us.'],
  },
  cancelled: {
    subject: (organisation) => `Cancelled: appointment with ${organisation}`,
    title: 'Your appointment is cancelled',
    lead: ['The appointment has been cancelled.'],
    byCitizen: ['You have cancelled the appointment.'],
    byAgent: ['Unfortunately we have to cancel the appointment. We are sorry.'],
  },
  missed: {
    subject: (organisation) => `Missed: appointment with ${organisation}`,
    title: 'You were not at the appointment',
    lead: ['You were not at the appointment. It is over now.'],
  },
  agent_absent: {
    subject: (organisation) => `Our apologies: appointment with ${organisation}`,
    title: 'We were not there. We are sorry',
    lead: [
      'You had an appointment with us, but we were not there. That should not have happened. We apologise.',
    ],
  },
  codeSubject: (organisation) => `Your code for ${organisation}`,
  codeTitle: 'Your code',
  codeLead: 'With this code you show that this e-mail address is yours. Enter it on the page where you were.',
  codeValid: 'The code is valid for 15 minutes. Give it to nobody else.',
  codeIgnore: 'Did you not ask for a code? Then you need not do anything. Nothing happens without the code.',
}

/** What the mails say, per language. */
export const MAIL_WORDS: Readonly<Record<Locale, Readonly<typeof nl>>> = Object.freeze({ nl, en })
