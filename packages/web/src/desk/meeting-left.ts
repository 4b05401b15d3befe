/** How long a meeting still has, as it is said calmly. */
export interface MeetingLeft {
  readonly kind: 'planned' | 'left' | 'over'
  /** Whole minutes: left, rounded up; with `over`, since the end, rounded down. */
  readonly minutes: number
}

const minute = 60_000

/** What to say of the time: nothing counts before it begins, and after it is over one may go on. */
export function meetingLeft(meeting: { starts: number; ends: number }, now: number): MeetingLeft {
  if (now >= meeting.ends) return { kind: 'over', minutes: Math.floor((now - meeting.ends) / minute) }
  const kind = now < meeting.starts ? 'planned' : 'left'
  return { kind, minutes: Math.ceil((meeting.ends - now) / minute) }
}
