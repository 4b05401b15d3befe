import { cp, mkdir, mkdtemp, readdir, rm, symlink } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'

/** What of the repository a running plugin needs, and the kit that judges it. */
const PARTS = ['package.json', 'packages', 'examples', 'e2e'] as const
/** Links of the workspace: they must lead into the copy. */
const OWN = new Set(['@balie', 'balie', 'idcontact-conformance'])

/** A copy of the repository in which something can be changed without harm. */
export interface RepositoryCopy {
  readonly folder: string
  remove(): Promise<void>
}

/** Copies the sources and links to everything that is installed. The links between our packages lead to the copy. */
export async function copyRepository(root: string): Promise<RepositoryCopy> {
  const folder = await mkdtemp(join(tmpdir(), 'balie-mutation-'))
  const isSource = (path: string) =>
    !['node_modules', '.git'].includes(basename(path)) && !/packages\/(?!web)[^/]+\/dist$/.test(path)
  for (const part of PARTS) {
    await cp(join(root, part), join(folder, part), { recursive: true, filter: isSource })
  }
  const modules = join(folder, 'node_modules')
  await mkdir(join(modules, '@balie'), { recursive: true })
  for (const name of await readdir(join(root, 'node_modules'))) {
    if (!OWN.has(name)) await symlink(join(root, 'node_modules', name), join(modules, name))
  }
  for (const name of await readdir(join(folder, 'packages'))) {
    const own = join(root, 'packages', name, 'node_modules')
    await symlink(own, join(folder, 'packages', name, 'node_modules'))
    const linked = { server: 'balie', conformance: 'idcontact-conformance' }[name] ?? `@balie/${name}`
    await symlink(join(folder, 'packages', name), join(modules, linked))
  }
  return { folder, remove: () => rm(folder, { recursive: true, force: true }) }
}
