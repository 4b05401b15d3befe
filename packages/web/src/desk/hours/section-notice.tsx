import type { JSX } from 'preact'
import { useEffect, useRef } from 'preact/hooks'
import { Alert } from '../../ui/alert.tsx'
import { Button } from '../../ui/button.tsx'
import { useWords } from '../../ui/words/words-context.ts'
import type { DeskKey } from '../words/desk-key.ts'
import type { HoursSection, HoursState } from './hours-page.ts'

/** What became of the last thing that was done in a section, and a way back where there is one. */
export function SectionNotice(props: { section: HoursSection; state: HoursState }): JSX.Element {
  const words = useWords<DeskKey>()
  const root = useRef<HTMLDivElement>(null)
  const { notice } = props.state
  const here = notice?.section === props.section ? notice : undefined

  useEffect(() => {
    // What was removed had the focus: it goes to where one can bring it back.
    if (here !== undefined && document.activeElement === document.body) root.current?.focus()
  }, [here])

  return (
    <div class="section-notice" role="status" tabIndex={-1} ref={root}>
      {here !== undefined && (
        <Alert tone={here.wrong ? 'error' : 'info'} {...(!here.wrong && { icon: 'check' as const })}>
          <p>{words.text(here.text)}</p>
          {here.undo !== undefined && (
            <Button look="small" onPress={() => void here.undo?.()}>
              {words.text('hours.undo')}
            </Button>
          )}
        </Alert>
      )}
    </div>
  )
}
