/**
 * The browser's own time zone, such as `America/New_York`. Nothing where it is not known, or is one that the browser cannot
 * reckon with.
 */
export function ownZone(): string | undefined {
  try {
    const { timeZone } = new Intl.DateTimeFormat().resolvedOptions()
    return new Intl.DateTimeFormat('en', { timeZone }).resolvedOptions().timeZone
  } catch {
    return undefined
  }
}
