import type { AgentHours } from '@balie/desk-api/client'
import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import { Button } from '../../ui/button.tsx'
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx'
import { Heading, Paragraph } from '../../ui/text.tsx'
import { useWords } from '../../ui/words/words-context.ts'
import type { DeskKey } from '../words/desk-key.ts'
import { type HoursPage, type HoursState, weekOf } from './hours-page.ts'
import { weekProblems } from './hours-problems.ts'
import { PeriodsEditor } from './periods-editor.tsx'
import { SectionNotice } from './section-notice.tsx'
import { likeMonday, withDay } from './week-draft.ts'
import { weekdayName } from './weekday-name.ts'

/** The usual week. */
export function WeeklySection(props: { page: HoursPage; state: HoursState; hours: AgentHours }): JSX.Element {
  const words = useWords<DeskKey>()
  const { page, state, hours } = props
  const [asks, setAsks] = useState(false)
  const week = state.draft ?? weekOf(hours)
  const problems = weekProblems(week)
  const isChanged = state.draft !== undefined
  const busy = state.busy === 'weekly'
  return (
    <section class="hours__section" aria-labelledby="weekly">
      <Heading level={3} id="weekly">
        {words.text('weekly.title')}
      </Heading>
      {hours.isDefault && <Paragraph>{words.text('weekly.default')}</Paragraph>}
      <div class="weekly">
        {week.map((periods, day) => {
          const name = weekdayName(words.locale.get(), day)
          return (
            <fieldset key={name} class="weekly__day">
              <legend class="weekly__name">{name}</legend>
              <PeriodsEditor
                day={name}
                empty={words.text('weekly.off')}
                periods={periods}
                problems={problems[day] ?? []}
                tried={state.tried}
                onChange={(periods) => page.write(withDay(week, day, periods))}
              />
            </fieldset>
          )
        })}
      </div>
      <div class="hours__actions">
        <Button look="flat" kind="subtle" onPress={() => page.write(likeMonday(week))}>
          {words.text('weekly.likeMonday')}
        </Button>
        {!hours.isDefault && (
          <Button look="flat" kind="subtle" onPress={() => setAsks(true)}>
            {words.text('weekly.useDefault')}
          </Button>
        )}
      </div>
      <SectionNotice section="weekly" state={state} />
      <div class={isChanged ? 'hours__save hours__save--unsaved' : 'hours__save'}>
        {isChanged && <p role="status">{words.text('weekly.unsaved')}</p>}
        <Button kind="primary" busy={busy || !isChanged} onPress={() => void page.save()}>
          {words.text('weekly.save')}
        </Button>
        {isChanged && <Button onPress={page.drop}>{words.text('weekly.drop')}</Button>}
      </div>
      {asks && (
        <ConfirmDialog
          title={words.text('weekly.useDefault.title')}
          text={words.text('weekly.useDefault.text')}
          action={words.text('weekly.useDefault.confirm')}
          onConfirm={() => void page.useDefault()}
          onClose={() => setAsks(false)}
        />
      )}
    </section>
  )
}
