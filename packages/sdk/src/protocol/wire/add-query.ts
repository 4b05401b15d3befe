/**
 * Adds a query parameter to a URL and leaves every other character of it alone: what the other side put in
 * its query must come back to it unchanged. A fragment is dropped, as no server sees it.
 */
export function addQuery(url: string, name: string, value: string): string {
  const [bare = ''] = url.split('#', 1)
  const glue = !bare.includes('?') ? '?' : /[?&]$/.test(bare) ? '' : '&'
  return `${bare}${glue}${name}=${encodeURIComponent(value)}`
}
