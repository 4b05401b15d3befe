/** Where a file stands in the house. */
export interface Place {
  /** Folder name below `packages/`, or the root folder: `tools`, `e2e`, `bench`, `examples`. */
  readonly room: string
  readonly inPackage: boolean
  /** The path below `src/`, or below the root folder. */
  readonly below: string
  /** Tests, and what stands in a folder `testing/` or `vectors/`. */
  readonly forTests: boolean
}

/** @returns undefined for a file that is no TypeScript of ours */
export function placeOf(file: string): Place | undefined {
  if (!/\.(ts|tsx)$/.test(file) || file.endsWith('.d.ts')) return undefined
  const forTests = /\.test\.tsx?$/.test(file) || /(^|\/)(testing|vectors)\//.test(file)
  const inside = /^packages\/([^/]+)\/src\/(.+)$/.exec(file)
  if (inside) return { room: inside[1] ?? '', inPackage: true, below: inside[2] ?? '', forTests }
  const outside = /^(tools|e2e|bench|examples)\/(.+)$/.exec(file)
  if (outside) return { room: outside[1] ?? '', inPackage: false, below: outside[2] ?? '', forTests }
  return undefined
}

/** The TypeScript files of the packages, with their places. */
export function packageFiles(paths: readonly string[]): { file: string; place: Place }[] {
  return paths.flatMap((file) => {
    const place = placeOf(file)
    return place?.inPackage ? [{ file, place }] : []
  })
}
