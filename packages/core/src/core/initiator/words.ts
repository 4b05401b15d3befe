import type { Language } from '../../pages/language.ts'

const nl = {
  organisation: 'Contact',
  // The first page.
  purposesTitle: 'Waarmee kunnen we u helpen?',
  purposesIntro: 'Kies een onderwerp. Daarna kiest u hoe u contact wilt.',
  noPurposes: 'Er is nu geen onderwerp waarvoor u hier contact kunt opnemen.',
  // The second page.
  back: 'Ander onderwerp',
  communication: 'Hoe wilt u contact?',
  communicationOnly: 'Zo hebt u contact',
  authentication: 'Hoe wilt u laten zien wie u bent?',
  authenticationOnly: 'Zo laat u zien wie u bent',
  without: 'Zonder inloggen',
  withoutHint: 'De medewerker weet dan niet zeker wie u bent.',
  shared: 'Dit deelt u als u inlogt',
  sharedHint: 'De medewerker die u helpt, kan deze gegevens zien.',
  go: 'Verder',
  problem: 'Er ontbreekt nog iets',
  chooseCommunication: 'Kies hoe u contact wilt.',
  chooseAuthentication: 'Kies hoe u wilt laten zien wie u bent.',
  // The telephone page.
  telTitle: 'U kunt nu bellen',
  telIntro: 'Bel dit nummer met uw telefoon:',
  telCode: 'Toets deze code in als daarom wordt gevraagd:',
  telCall: 'Nu bellen',
  // Errors.
  errorTitle: 'Dit lukt nu niet',
  unknownTitle: 'Dit kunnen we niet vinden',
  unknown: 'De pagina of het onderwerp bestaat niet (meer). Kies een onderwerp uit de lijst.',
  refusedTitle: 'Deze keuze kan niet',
  refused: 'Deze combinatie is bij dit onderwerp niet mogelijk. Kies opnieuw.',
  failed:
    'Het systeem waar we u naartoe sturen, werkt op dit moment niet goed. Probeer het over een paar minuten opnieuw.',
  slow: 'Het systeem waar we u naartoe sturen, geeft geen antwoord. Probeer het over een paar minuten opnieuw.',
  expired: 'Deze link is niet meer geldig. Begin opnieuw.',
  undelivered:
    'Uw gegevens konden niet worden doorgegeven. Ververs deze pagina om het nog een keer te proberen.',
  nothingShared: 'Er is niets gestart en niets gedeeld.',
  again: 'Opnieuw proberen',
  toStart: 'Naar alle onderwerpen',
}

const en: typeof nl = {
  organisation: 'Contact',
  purposesTitle: 'How can we help you?',
  purposesIntro: 'Choose a subject. Then you choose how to contact us.',
  noPurposes: 'There is no subject at the moment for which you can contact us here.',
  back: 'Another subject',
  communication: 'How do you want to contact us?',
  communicationOnly: 'How you will be in contact',
  authentication: 'How do you want to show who you are?',
  authenticationOnly: 'How you will show who you are',
  without: 'Without logging in',
  withoutHint: 'The employee will not know for certain who you are.',
  shared: 'What you share when you log in',
  sharedHint: 'The employee who helps you can see these details.',
  go: 'Continue',
  problem: 'Something is still missing',
  chooseCommunication: 'Choose how you want to contact us.',
  chooseAuthentication: 'Choose how you want to show who you are.',
  telTitle: 'You can call now',
  telIntro: 'Call this number with your phone:',
  telCode: 'Enter this code when you are asked for it:',
  telCall: 'Call now',
  errorTitle: 'This does not work right now',
  unknownTitle: 'We cannot find this',
  unknown: 'The page or the subject does not exist (any more). Choose a subject from the list.',
  refusedTitle: 'This choice is not possible',
  refused: 'This combination is not possible for this subject. Choose again.',
  failed: 'The system we want to send you to is not working well at the moment. Try again in a few minutes.',
  slow: 'The system we want to send you to does not answer. Try again in a few minutes.',
  expired: 'This link is no longer valid. Start again.',
  undelivered: 'Your details could not be passed on. Refresh this page to try once more.',
  nothingShared: 'Nothing has been started and nothing has been shared.',
  again: 'Try again',
  toStart: 'To all subjects',
}

/** What the initiator's pages say, per language. */
export const INITIATOR_WORDS: Readonly<Record<Language, Readonly<typeof nl>>> = Object.freeze({ nl, en })
