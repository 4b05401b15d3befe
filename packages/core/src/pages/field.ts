/** A field of a form or a query, when it is there once; a repeated field counts as none. */
export function field(source: unknown, name: string): string | undefined {
  if (typeof source !== 'object' || source === null) return undefined
  const value: unknown = Object.getOwnPropertyDescriptor(source, name)?.value
  return typeof value === 'string' ? value : undefined
}
