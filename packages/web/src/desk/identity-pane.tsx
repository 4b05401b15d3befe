import type { ConversationDetail, MeetingDetail } from '@balie/desk-api/client'
import type { JSX } from 'preact'
import { Seal } from '../ui/icons/seal.tsx'
import { Loading } from '../ui/loading.tsx'
import { matchRemote, type Remote } from '../ui/remote.ts'
import { Heading } from '../ui/text.tsx'
import { useStore } from '../ui/use-store.ts'
import { useWords } from '../ui/words/words-context.ts'
import { type DeskTalk, noTalkState } from './desk-talk.ts'
import { IdentityFacts } from './identity-facts.tsx'
import { IdentityGiven } from './identity-given.tsx'
import type { DeskKey } from './words/desk-key.ts'

/**
 * Who the citizen is, as far as that is known. Framed, with a seal, in a pane of its own: no message can ever
 * stand here, and nothing here comes from a message (threat F5).
 */
export function IdentityPane({ talk }: { talk: DeskTalk | undefined }): JSX.Element {
  const words = useWords<DeskKey>()
  const state = useStore(talk?.state ?? noTalkState)
  const verified = isVerified(state.detail)
  const meeting = meetingOf(state.detail)
  return (
    <section class="pane pane--identity" aria-labelledby="identity">
      <div class={verified ? 'identity identity--verified' : 'identity'}>
        <header class="identity__head">
          <Seal verified={verified} />
          <div>
            <Heading level={2} id="identity">
              {words.text('identity.title')}
            </Heading>
            <p class="identity__state" role="status">
              {matchRemote(state.detail, {
                first: () => '',
                loading: () => '',
                failed: () => '',
                ready: ({ identity, summary }) =>
                  summary.state === 'ended' ? '' : words.text(`state.${identity.state}`),
              })}
            </p>
          </div>
        </header>
        {talk === undefined ? (
          <p class="identity__note">{words.text('identity.choose')}</p>
        ) : (
          matchRemote(state.detail, {
            first: () => <Loading />,
            loading: () => <Loading />,
            failed: () => <p class="identity__note">{words.text('problem.title')}</p>,
            ready: (detail) =>
              detail.summary.state === 'ended' ? (
                <p class="identity__note">{words.text('identity.over')}</p>
              ) : (
                <IdentityFacts talk={talk} state={state} detail={detail} />
              ),
          })
        )}
      </div>
      <p class="identity__source">{words.text('identity.source')}</p>
      {talk !== undefined && meeting !== undefined && (
        <IdentityGiven talk={talk} state={state} meeting={meeting} />
      )}
    </section>
  )
}

/** The meeting, while it runs. */
function meetingOf(detail: Remote<ConversationDetail>): MeetingDetail | undefined {
  return detail.state === 'ready' && detail.value.summary.state !== 'ended' ? detail.value.meeting : undefined
}

function isVerified(detail: Remote<ConversationDetail>): boolean {
  return (
    detail.state === 'ready' &&
    detail.value.identity.state === 'verified' &&
    detail.value.summary.state !== 'ended'
  )
}
