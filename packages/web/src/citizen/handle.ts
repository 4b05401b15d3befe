/** The public handle of the conversation: the last part of the page's path. It says nothing and opens nothing by itself (B3). */
export function handleOf(path: string): string {
  const last = path.split('/').findLast((part) => part !== '') ?? ''
  try {
    return decodeURIComponent(last)
  } catch {
    return last
  }
}
