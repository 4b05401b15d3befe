/** One place of a file, and what stands there when the defence is off. */
export interface Edit {
  /** From the top of the repository. */
  readonly file: string
  /** Stands in the file exactly once. */
  readonly find: string
  readonly replace: string
}

/** A defence that can be switched off, and the kit's cases of which at least one must then fail. */
export interface Defence {
  /** Unique: the threat, and a few words. */
  readonly id: string
  /** Several where one defence alone would hide that the other is off. */
  readonly edits: readonly Edit[]
  /** Id and beginning of the title. */
  readonly cases: readonly string[]
}

/** A defence of one edit in a file below `packages/sdk/src`. */
export function inSdk(id: string, file: string, find: string, replace: string, ...cases: string[]): Defence {
  return { id, edits: [sdk(file, find, replace)], cases }
}

export function sdk(file: string, find: string, replace: string): Edit {
  return { file: `packages/sdk/src/${file}`, find, replace }
}

/** A defence of one edit in a file below `packages/server/src`. */
export function inServer(
  id: string,
  file: string,
  find: string,
  replace: string,
  ...cases: string[]
): Defence {
  return { id, edits: [{ file: `packages/server/src/${file}`, find, replace }], cases }
}
