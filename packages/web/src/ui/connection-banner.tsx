import type { JSX } from 'preact'
import type { Connection } from './connection-sign.ts'
import { Icon } from './icons/icon.tsx'
import { useWords } from './words/words-context.ts'

/** Tells that the connection is lost or back. The frame is always there, so that a change is announced. */
export function ConnectionBanner({ connection }: { connection: Connection }): JSX.Element {
  const words = useWords()
  return (
    <div role="status">
      {connection !== 'fine' && (
        <p class="connection">
          <Icon name={connection === 'lost' ? 'unplugged' : 'check'} />
          {words.text(`connection.${connection}`)}
        </p>
      )}
    </div>
  )
}
