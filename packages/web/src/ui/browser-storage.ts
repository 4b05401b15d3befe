/** This browser's storage, or nothing where it is forbidden. */
export function browserStorage(): Storage | undefined {
  try {
    return localStorage
  } catch {
    return undefined
  }
}
