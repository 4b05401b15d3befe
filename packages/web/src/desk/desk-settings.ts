/** What an agent chose about the desk, in this browser. */
export interface DeskSettings {
  /** Whether shortcuts of a single letter work (WCAG 2.1.4). */
  readonly letters: boolean
  /** Whether screen readers announce what comes in. */
  readonly announce: boolean
}

const name = 'balie.desk.settings'
const standard: DeskSettings = { letters: true, announce: true }

/** Reads the choices; what was not chosen, or cannot be read, is on. */
export function readSettings(storage: Storage | undefined): DeskSettings {
  try {
    const kept: unknown = JSON.parse(storage?.getItem(name) ?? '{}')
    if (typeof kept !== 'object' || kept === null) return standard
    return {
      letters: !('letters' in kept && kept.letters === false),
      announce: !('announce' in kept && kept.announce === false),
    }
  } catch {
    return standard
  }
}

/** Keeps the choices, where the browser keeps anything. */
export function writeSettings(storage: Storage | undefined, settings: DeskSettings): void {
  try {
    storage?.setItem(name, JSON.stringify(settings))
  } catch {
    // They hold until the page is left.
  }
}
