/** The path of an external base URL, to put before links: empty for `https://host`, `/core` for `https://host/core`. */
export function linkPrefix(serverUrl: string): string {
  return new URL(serverUrl).pathname.replace(/\/+$/, '')
}
