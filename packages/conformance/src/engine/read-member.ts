/**
 * What stands at a place within a JSON value.
 *
 * @param path dots lead inwards, numbers are places of a list: `days.0.starts.0`
 * @returns undefined when there is nothing
 */
export function readMember(json: unknown, path: string): unknown {
  return path
    .split('.')
    .reduce<unknown>(
      (at, name) =>
        typeof at === 'object' && at !== null && Object.hasOwn(at, name)
          ? (at as Readonly<Record<string, unknown>>)[name]
          : undefined,
      json,
    )
}
