import type { ComponentChildren, JSX } from 'preact'

const drawings = {
  check: <path d="m4 12.5 5 5L20 6.5" />,
  checks: <path d="m1.5 12.5 5 5 9.5-11M12 16.5l1 1 9.5-11" />,
  clock: (
    <>
      <circle cx="12" cy="12" r="9" />
      <path d="M12 7v5l3.5 2" />
    </>
  ),
  warning: (
    <>
      <path d="M12 3.5 22 20.5H2z" />
      <path d="M12 10v4.5M12 17.5v.1" />
    </>
  ),
  info: (
    <>
      <circle cx="12" cy="12" r="9" />
      <path d="M12 11v5.5M12 7.5v.1" />
    </>
  ),
  cross: <path d="m6 6 12 12M18 6 6 18" />,
  none: (
    <>
      <circle cx="12" cy="12" r="9" />
      <path d="M8 12h8" />
    </>
  ),
  question: (
    <>
      <circle cx="12" cy="12" r="9" />
      <path d="M9.3 9.4a2.8 2.8 0 1 1 4 2.6c-.9.4-1.3 1-1.3 1.9M12 17v.1" />
    </>
  ),
  send: <path d="M4 12 3 4l18 8-18 8zM4 12h8" />,
  down: <path d="M12 5v14M6 13l6 6 6-6" />,
  back: <path d="M19 12H5M11 6l-6 6 6 6" />,
  eye: (
    <>
      <path d="M2 12s3.6-6.5 10-6.5S22 12 22 12s-3.6 6.5-10 6.5S2 12 2 12z" />
      <circle cx="12" cy="12" r="2.8" />
    </>
  ),
  unplugged: (
    <path d="M3 3l18 18M8.5 15.5a5 5 0 0 1 5-1.4M5 12a10 10 0 0 1 4-2.4M19 12a10 10 0 0 0-5.5-2.9M12 19v.1" />
  ),
  person: (
    <>
      <circle cx="12" cy="8" r="4" />
      <path d="M4 21c.6-4.4 3.8-6.5 8-6.5s7.4 2.1 8 6.5" />
    </>
  ),
  hourglass: (
    <path d="M6 3h12M6 21h12M7.500 3c0 5 4.500 6 4.500 9s-4.500 4-4.500 9M16.500 3c0 5-4.500 6-4.500 9s4.500 4 4.500 9" />
  ),
  calendar: <path d="M3.500 5.500h17v15h-17zM3.500 10h17M8 3v4M16 3v4" />,
  plus: <path d="M12 5v14M5 12h14" />,
  next: <path d="M9 5l7 7-7 7" />,
  previous: <path d="M15 5l-7 7 7 7" />,
  mail: <path d="M3 5.500h18v13H3zM3.500 6.500 12 13l8.500-6.500" />,
  chat: <path d="M3 5h18v11.500H11l-5 4v-4H3z" />,
  keyboard: <path d="M2.5 6.500h19v11h-19zM6 10v.1M10 10v.1M14 10v.1M18 10v.1M8 14h8" />,
  away: (
    <>
      <circle cx="12" cy="12" r="9" />
      <path d="M6 6l12 12" />
    </>
  ),
} as const satisfies Record<string, ComponentChildren>

export type IconName = keyof typeof drawings

/** A drawing beside a word; never instead of one, so that it is hidden from screen readers. */
export function Icon({ name, class: extra }: { name: IconName; class?: string }): JSX.Element {
  return (
    <svg class={extra === undefined ? 'icon' : `icon ${extra}`} viewBox="0 0 24 24" aria-hidden="true">
      {drawings[name]}
    </svg>
  )
}
