/** Whether a URL is of one of these origins, however those are spelled (B12, O1). */
export function isOfOrigin(url: URL, origins: readonly string[]): boolean {
  return origins.some((origin) => URL.canParse(origin) && new URL(origin).origin === url.origin)
}
