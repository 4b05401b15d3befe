/** Whether a page may send its reader there: an address of the web, whole, and no script (B12). */
export function isWebAddress(text: string): boolean {
  try {
    const { protocol } = new URL(text)
    return protocol === 'https:' || protocol === 'http:'
  } catch {
    return false
  }
}
