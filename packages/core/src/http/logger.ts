/** Where log lines go; a pino logger fits. Lines hold no personal data and no URL with a secret (P1). */
export interface Logger {
  info(fields: object, message: string): void
  warn(fields: object, message: string): void
  error(fields: object, message: string): void
}

/** Writes nothing. What a component does when no logger is given. */
export const silentLogger: Logger = Object.freeze({ info: () => {}, warn: () => {}, error: () => {} })
