import type { citizenNl } from './nl.ts'

/** The English words of the citizen's page. */
export const citizenEn: Record<keyof typeof citizenNl, string> = {
  'page.title': 'Conversation with {{organisation}}',
  'page.news_one': '({{count}}) new message – {{organisation}}',
  'page.news_other': '({{count}}) new messages – {{organisation}}',
  'elsewhere.title': 'You cannot open this conversation in this browser',
  'elsewhere.text':
    'A conversation can only be opened in the browser in which it began. That way nobody else can read it.',
  'elsewhere.what': 'What can you do?',
  'elsewhere.back':
    'Did you begin a conversation yourself? Go back to the browser or the app in which you did. It is still there.',
  'elsewhere.again': 'Does that not work? Begin a new conversation on the website of {{organisation}}.',
  'before.about': 'You are about to talk about',
  'before.with': 'You will chat with an employee of {{organisation}}.',
  'before.begin': 'Start the conversation',
  'before.busy': 'The conversation is starting',
  'before.failed': 'The conversation could not be started. Please try again.',
  'identity.title': 'Your identity',
  'identity.verified': 'Your identity is confirmed',
  'identity.verified.text':
    'You have shared this information. The employee can see it during the conversation:',
  'identity.awaiting': 'Your identity is not confirmed yet',
  'identity.awaiting.text':
    'We have not received any information about you yet. If it still comes, you will see it here.',
  'identity.none': 'Your identity is not confirmed',
  'identity.none.text':
    'We have not received any information about you. The employee does not know who you are.',
  'identity.failed': 'Your identity is not confirmed',
  'identity.failed.text': 'Logging in did not succeed. The employee does not know who you are.',
  'identity.withheld': 'The employee cannot see your information',
  'identity.withheld.text': 'The link to this conversation was opened in another browser too.',
  'identity.withheld.why': 'That is why we are not certain that the information is about you.',
  'identity.withheld.what':
    'Does the employee need to know who you are? Then begin a new conversation on the website of {{organisation}}, and stay in the same browser all the way.',
  'identity.allowed': 'You can still have a conversation.',
  'identity.needed':
    'For this subject we need to know who you are. Begin again on the website of {{organisation}} and log in there.',
  'talk.reading':
    'You can already type your question. The employee reads your messages when it is your turn.',
  'talk.stay': 'You can do something else meanwhile. Just leave this page open.',
  'talk.first': 'You are next',
  'talk.place': 'You are number {{place}} in the queue',
  'talk.open': 'You are chatting with {{name}}',
  'talk.agent': 'Employee',
  'end.button': 'End',
  'end.label': 'End this conversation',
  'end.title': 'Do you want to end the conversation?',
  'end.text': 'After that you can send no more messages.',
  'end.confirm': 'Yes, end it',
  'end.failed': 'The conversation could not be ended. Please try again.',
  'ended.title': 'The conversation is over',
  'ended.agent': 'The employee closed the conversation at {{time}}.',
  'ended.citizen': 'You ended the conversation at {{time}}.',
  'ended.time': 'The conversation was closed automatically at {{time}}.',
  'ended.read': 'You can still read the messages for as long as you leave this page open.',
  'ended.again': 'Do you have another question? Begin a new conversation on the website of {{organisation}}.',
  'settings.button': 'Settings',
  'settings.close': 'Close',
}
