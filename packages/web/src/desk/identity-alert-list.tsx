import type { IdentityAlert } from '@balie/desk-api/client'
import type { JSX } from 'preact'
import { useEffect, useRef } from 'preact/hooks'
import { Icon } from '../ui/icons/icon.tsx'
import { useWords } from '../ui/words/words-context.ts'
import type { SortedAlerts } from './identity-alerts.ts'
import type { DeskKey } from './words/desk-key.ts'

/** What the agent must know about the identity now; that it is another person's conversation loudest of all (AC-9). */
export function IdentityAlertList({ alerts }: { alerts: SortedAlerts }): JSX.Element {
  const words = useWords<DeskKey>()
  const { anotherPerson, warnings, notes } = alerts
  const loud = useRef<HTMLDivElement>(null)

  useEffect(() => {
    // Whoever had scrolled down sees it too.
    if (anotherPerson !== undefined) loud.current?.scrollIntoView({ block: 'nearest' })
  }, [anotherPerson?.at])

  return (
    <>
      <div role="alert" ref={loud}>
        {anotherPerson !== undefined && (
          <div class="identity__another" key={anotherPerson.at}>
            <Icon name="warning" />
            <div>
              <p class="identity__another-title">{words.text('alert.another_person')}</p>
              <p>{words.text('alert.another_person.text', { time: words.time(anotherPerson.at) })}</p>
            </div>
          </div>
        )}
      </div>
      <ul class="identity__alerts" aria-label={words.text('identity.alerts')} aria-live="polite">
        {warnings.map((alert) => (
          <Item key={`${alert.tag}-${alert.at}`} alert={alert} harmless={false} />
        ))}
        {notes.map((alert) => (
          <Item key={`${alert.tag}-${alert.at}`} alert={alert} harmless />
        ))}
      </ul>
    </>
  )
}

function Item(props: { alert: IdentityAlert; harmless: boolean }): JSX.Element {
  const words = useWords<DeskKey>()
  const { alert, harmless } = props
  return (
    <li class={harmless ? 'identity__harmless' : undefined}>
      <Icon name={harmless ? 'info' : 'warning'} />
      <p>
        {words.text(`alert.${alert.tag}`)} <time class="quiet">{words.time(alert.at)}</time>
      </p>
    </li>
  )
}
