import type { RefObject } from 'preact'
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks'

/**
 * Keeps the focus in the same appointment when what had it is gone after news: a button that no longer makes sense. What can
 * have it instead carries `data-appointment`.
 */
export function useKeptFocus(root: RefObject<HTMLElement | null>): void {
  const last = useRef<string | undefined>(undefined)
  useEffect(() => {
    const note = ({ target }: FocusEvent) => {
      const inside = target instanceof Element ? target.closest<HTMLElement>('[data-appointment]') : null
      last.current = inside?.dataset['appointment']
    }
    document.addEventListener('focusin', note)
    return () => document.removeEventListener('focusin', note)
  }, [])
  useLayoutEffect(() => {
    if (last.current === undefined || document.activeElement !== document.body) return
    const selector = `[data-appointment="${CSS.escape(last.current)}"]`
    const element = root.current?.querySelector<HTMLElement>(selector)
    element?.focus({ preventScroll: true })
  })
}
