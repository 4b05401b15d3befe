import type { FlowRow } from '@balie/sdk'
import type { GeneratedDocument } from './document.ts'
import { madeFrom, markdownTable } from './markdown.ts'

const SDK = '../packages/sdk/src'

/** `docs/flow.md`: the steps of the sdk's flow table, in order, and the addresses that they are at. */
export function flowDocument(flow: readonly FlowRow[]): GeneratedDocument {
  const steps = flow.map(({ step, arrives, happens, answer, file, meets }) => [
    step,
    arrives,
    happens,
    answer,
    `[${file}](${SDK}/${file})`,
    meets.join(', '),
  ])
  const addresses = flow.flatMap(({ step, route }) =>
    route ? [[`\`${route.method} ${route.path}\``, route.listener, step]] : [],
  )
  const text = `${madeFrom(['packages/sdk/src/flow.ts'])}

# The flow of a communication session

From top to bottom, as the sdk runs it for every channel. Each step names the file that does it, and the
[requirements](requirements.md) and [threats](threats.md) that it meets. Attributes, landing and conversation may
come in any order.

${markdownTable(['step', 'what arrives', 'what happens', 'the answer', 'file', 'meets'], steps)}

## Addresses

Below the URL of the communication method, such as \`/chat\`. The internal listener is for components only, the
public one for browsers.

${markdownTable(['address', 'listener', 'step'], addresses)}
`
  return { path: 'docs/flow.md', text }
}
