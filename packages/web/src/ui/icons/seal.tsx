import type { JSX } from 'preact'

// Twelve scallops around the middle: 24 points, alternately far and near.
const edge = Array.from({ length: 24 }, (_, index) => {
  const angle = (index * Math.PI) / 12
  const radius = index % 2 === 0 ? 22 : 19
  return `${(24 + radius * Math.sin(angle)).toFixed(2)},${(24 - radius * Math.cos(angle)).toFixed(2)}`
}).join(' ')

/** The seal of the identity. Full with a check when verified; an empty, broken ring in every other state. */
export function Seal({ verified }: { verified: boolean }): JSX.Element {
  return (
    <svg class={verified ? 'seal seal--verified' : 'seal'} viewBox="0 0 48 48" aria-hidden="true">
      {verified ? (
        <>
          <polygon class="seal__edge" points={edge} />
          <circle class="seal__ring" cx="24" cy="24" r="15" />
          <path class="seal__mark" d="m16.5 24.5 5.5 5.5 10-11" />
        </>
      ) : (
        <>
          <circle class="seal__empty" cx="24" cy="24" r="20" />
          <path class="seal__dash" d="M17 24h14" />
        </>
      )}
    </svg>
  )
}
