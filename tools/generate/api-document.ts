import type { ESTree } from 'vite'
import { parseSync } from 'vite'
import type { Manifest } from '../source/manifest.ts'
import type { GeneratedDocument } from './document.ts'
import { madeFrom } from './markdown.ts'

/** Reads an emitted declaration file, by its path below the package. */
export type ReadDeclarations = (file: string) => string

/**
 * `packages/sdk/api.md`: every published name with its declaration, from the declarations that the compiler
 * emits. A change of what others build on then shows as a change of this file.
 */
export function apiDocument(manifest: Manifest, read: ReadDeclarations): GeneratedDocument {
  const sections = Object.entries(manifest.exports ?? {}).flatMap(([entry, target]) => {
    const types = typeof target === 'string' ? undefined : target['types']
    if (types === undefined) return []
    const declarations = declarationsOf(types.replace(/^\.\//, ''), read)
    const blocks = [...declarations].sort(byName).map(([, text]) => text)
    return [`## \`${manifest.name}${entry.slice(1)}\`\n\n\`\`\`ts\n${blocks.join('\n\n')}\n\`\`\``]
  })
  const text = `${madeFrom(['the declarations of packages/sdk'])}

# The published surface of ${manifest.name}

${sections.join('\n\n')}
`
  return { path: 'packages/sdk/api.md', text }
}

function byName([a]: [string, string], [b]: [string, string]): number {
  return a < b ? -1 : 1
}

/** Exported name to declaration; what is passed on from another file is looked up there. */
function declarationsOf(file: string, read: ReadDeclarations): Map<string, string> {
  const text = read(file)
  const { program, errors } = parseSync(file, text)
  if (errors[0]) throw new Error(`${file}: ${errors[0].message}`)
  const found = new Map<string, string>()
  for (const statement of program.body) {
    if (statement.type !== 'ExportNamedDeclaration') continue
    for (const [name, declaration] of namesOf(statement, file, text, read)) found.set(name, declaration)
  }
  return found
}

function namesOf(
  statement: ESTree.ExportNamedDeclaration,
  file: string,
  text: string,
  read: ReadDeclarations,
): [string, string][] {
  const { declaration, source, specifiers } = statement
  if (declaration) {
    const written = withoutComments(text.slice(statement.start, statement.end))
    return declaredNames(declaration).map((name) => [name, written])
  }
  if (!source) return []
  const there = declarationsOf(join(file, source.value), read)
  return specifiers.flatMap(({ local, exported }): [string, string][] => {
    const written = there.get(nameOf(local))
    if (written === undefined) throw new Error(`${file}: ${nameOf(local)} is not in ${source.value}`)
    return [[nameOf(exported), written]]
  })
}

function nameOf(name: ESTree.ModuleExportName): string {
  return name.type === 'Literal' ? name.value : name.name
}

function declaredNames(declaration: ESTree.Declaration): string[] {
  if (declaration.type === 'VariableDeclaration') {
    return declaration.declarations.flatMap(({ id }) => (id.type === 'Identifier' ? [id.name] : []))
  }
  const id = 'id' in declaration ? declaration.id : null
  return id?.type === 'Identifier' ? [id.name] : []
}

/** `./x.ts` and `./x.js` beside `a/b.d.ts` are `a/x.d.ts`. */
function join(from: string, specifier: string): string {
  const folder = new URL(`http://x/${from}`)
  return new URL(specifier, folder).pathname.slice(1).replace(/\.[jt]s$/, '.d.ts')
}

function withoutComments(text: string): string {
  return text.replace(/[ \t]*\/\*\*[\s\S]*?\*\/\n?/g, '').replace(/declare /, '')
}
