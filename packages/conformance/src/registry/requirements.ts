import type { Entry } from './entry.ts'

const about = 'the core and the authentication plugin, not a communication plugin'

/** The requirements, as in docs/requirements.md. */
export const REQUIREMENTS: readonly Entry[] = rows({
  'FL-1': 'A start request is answered with where to send the end user',
  'FL-2': '... and with how the attributes are to be received',
  'FL-3': 'From the landing on, the plugin handles the whole communication session',
  'FL-4': 'Separately delivered attributes need not have arrived at the landing',
  'FL-5': 'The plugin can close a session of its own volition',
  'FL-6': 'The core is not told about session status, and is not needed for it',
  'FL-7': 'With scheduling, the session lasts until the meeting has taken place',
  'FL-8': 'Attributes, landing and conversation may come in any order',
  'FL-9': 'An unknown purpose is refused with a clear error, and nothing is created',
  'SF-1': 'When the result carries a session URL, updates are sent to it',
  'SF-2': 'An activity indication follows each meaningful interaction',
  'SF-3': 'A Logout button is shown; pressing it sends a logout update',
  'SF-4': 'Updates are sent by the server, never by the browser',
  'SF-5': 'Without a session URL there is no Logout button and nothing is sent',
  'SF-6': 'Activity is coalesced; a logout is not lost; nothing follows a logout',
  'SF-7': 'After a renewed authentication the newest session URL is told, and every open one of a logout',
  'UN-1': 'An unauthenticated session lands at once and gets no attributes',
  'UN-2': 'The plugin can authenticate the user later, on its own initiative',
  'UN-3': '... or on instruction of an agent',
  'UN-4': 'Allowed per purpose; shown plainly to the agent as not verified',
  'AC-1': 'The plugin asks the core to authenticate, with purpose, where to continue, and how to deliver',
  'AC-2': 'It redirects the end user to the authentication URL that it gets back',
  'AC-3': 'The user comes back to the same conversation, and the attributes arrive',
  'AC-4': 'Usable for unauthenticated sessions and after a significant pause',
  'AC-5': 'Used before an appointment that lies significantly after its scheduling',
  'AC-6': 'Used when identity is not preserved between steps',
  'AC-7': 'The user chooses among the methods that the core offers',
  'AC-8': 'Cancelled and failed authentication are shown, and can be tried again',
  'AC-9': 'After a different person authenticated nothing of the first is shown; the agent is alerted',
  'AR-1': 'Reception 1: in the start request',
  'AR-2': 'Reception 2: in the query of the landing',
  'AR-3': 'Reception 3: at the separate URL given in the start exchange',
  'AR-4': 'Authentication during communication uses reception 2 or 3',
  'AR-5': 'A result is verified once and stays readable until the conversation ends',
  'AR-6': 'Both known dialects are understood',
  'CO-1': { words: 'session_options, for one purpose and for all', about },
  'CO-2': { words: 'start in its four forms', about },
  'CO-3': { words: 'Both compatibility layers', about },
  'CO-4': { words: "Reads the deployed core's configuration", about },
  'AU-1': { words: 'The test authentication plugin', about },
  'AU-2': { words: 'Delivery in the redirect and by POST', about },
})

function rows(table: Readonly<Record<string, string | Omit<Entry, 'id' | 'kind'>>>): readonly Entry[] {
  return Object.entries(table).map(([id, said]) => ({
    id,
    kind: 'requirement',
    ...(typeof said === 'string' ? { words: said } : said),
  }))
}
