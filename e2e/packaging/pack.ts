import { execFile } from 'node:child_process'
import { cp, mkdir, readdir, readFile, symlink } from 'node:fs/promises'
import { basename, delimiter, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

const run = promisify(execFile)

/** The folder of this clone. */
export const ROOT = fileURLToPath(new URL('../../', import.meta.url))

/** A package as it would be published. */
export interface Packed {
  readonly name: string
  readonly tarball: string
  /** Paths in the tarball, from the folder of the package. */
  readonly files: readonly string[]
}

/**
 * Packs packages of this clone as `npm publish` does, each built by its own `prepack` from nothing but its
 * sources: a copy, because what others have built in this clone stays as it is.
 *
 * @param packages names by folder below `packages/`
 * @param directory an empty folder
 */
export async function pack(packages: Readonly<Record<string, string>>, directory: string): Promise<Packed[]> {
  for (const file of ['package.json', 'tsconfig.base.json', 'LICENSE.md', 'tools/prepare-package.ts']) {
    await cp(join(ROOT, file), join(directory, file))
  }
  for (const folder of Object.keys(packages)) {
    await cp(join(ROOT, 'packages', folder), join(directory, 'packages', folder), {
      recursive: true,
      filter: (file) => !['dist', 'node_modules'].includes(basename(file)),
    })
  }
  await linkInstalled(directory, await installedPackages())
  for (const [folder, name] of Object.entries(packages)) {
    await link(join(directory, 'packages', folder), join(directory, 'node_modules', name))
  }
  const packed: Packed[] = []
  for (const [folder, name] of Object.entries(packages)) {
    const destination = join(directory, 'packed', folder)
    await mkdir(destination, { recursive: true })
    await run('npm', ['pack', '--pack-destination', destination], {
      cwd: join(directory, 'packages', folder),
      env: {
        ...process.env,
        PATH: [join(ROOT, 'node_modules/.bin'), process.env['PATH']].join(delimiter),
        npm_config_offline: 'true',
      },
    })
    const [file = ''] = await readdir(destination)
    const tarball = join(destination, file)
    const { stdout } = await run('tar', ['-tzf', tarball])
    const files = stdout
      .trim()
      .split('\n')
      .map((line) => line.replace(/^package\//, ''))
    packed.push({ name, tarball, files })
  }
  return packed
}

/** Unpacks a package where a project in `directory` finds it. */
export async function unpack({ name, tarball }: Packed, directory: string): Promise<void> {
  const folder = join(directory, 'node_modules', name)
  await mkdir(folder, { recursive: true })
  await run('tar', ['-xzf', tarball, '-C', folder, '--strip-components=1'])
}

/** Lets a project in `directory` find packages that are installed in this clone: nothing is fetched. */
export async function linkInstalled(directory: string, names: readonly string[]): Promise<void> {
  for (const name of names) {
    await link(join(ROOT, 'node_modules', name), join(directory, 'node_modules', name))
  }
}

/** All that is installed in this clone, apart from its own packages. */
async function installedPackages(): Promise<string[]> {
  const lock = JSON.parse(await readFile(join(ROOT, 'package-lock.json'), 'utf8')) as {
    packages: Record<string, { link?: boolean }>
  }
  const atTop = Object.entries(lock.packages).flatMap(([folder, { link }]) => {
    const name = /^node_modules\/((?:@[^/]+\/)?[^/]+)$/.exec(folder)?.[1]
    return name === undefined || link ? [] : [name]
  })
  const present = await Promise.all(atTop.map((name) => isThere(name)))
  return [...atTop.filter((_, at) => present[at]), '.bin']
}

function isThere(name: string): Promise<boolean> {
  return readdir(join(ROOT, 'node_modules', name)).then(
    () => true,
    () => false,
  )
}

async function link(target: string, path: string): Promise<void> {
  await mkdir(join(path, '..'), { recursive: true })
  await symlink(target, path, 'junction')
}
