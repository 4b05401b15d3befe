import type { ComponentType, JSX } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { Loading } from '../ui/loading.tsx'
import { matchRemote, type Remote } from '../ui/remote.ts'
import { TroubleNotice } from '../ui/trouble-notice.tsx'

/** A part of the desk that is fetched when somebody goes there. `load` is the same at each drawing. */
export function LazyPart<Props extends object>(props: {
  load: () => Promise<ComponentType<Props>>
  with: Props
}): JSX.Element {
  const [part, setPart] = useState<Remote<ComponentType<Props>>>({ state: 'first' })
  const fetchPart = () => {
    setPart({ state: 'loading' })
    props.load().then(
      (value) => setPart({ state: 'ready', value }),
      () => setPart({ state: 'failed', trouble: 'unreachable' }),
    )
  }
  useEffect(fetchPart, [props.load])
  return matchRemote(part, {
    first: () => <Loading />,
    loading: () => <Loading />,
    failed: (trouble) => (
      <div class="part__trouble">
        <TroubleNotice trouble={trouble} onRetry={fetchPart} />
      </div>
    ),
    ready: (Part) => <Part {...props.with} />,
  })
}
