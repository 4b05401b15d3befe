import { type ESTree, parseSync, Visitor } from 'vite'
import { type Declaration, declarationsOf } from './declarations.ts'

/** One `import`, `export ... from`, `import()` or `import('...')` in a type. */
export interface Import {
  readonly specifier: string
  readonly line: number
  /** True when nothing of it is left at run time. */
  readonly typeOnly: boolean
}

/** A name that a module gives to others; `*` for all of another module. */
export interface Export {
  readonly name: string
  readonly line: number
}

/** A piece of a module with the line it begins on. */
export interface Piece {
  readonly text: string
  readonly line: number
}

export interface Module {
  readonly imports: readonly Import[]
  readonly exports: readonly Export[]
  readonly declarations: readonly Declaration[]
  readonly comments: readonly Piece[]
  /** Identifiers and keys, as written. */
  readonly names: readonly Piece[]
  /** String literals, and the fixed parts of templates. */
  readonly strings: readonly Piece[]
}

/** @throws when the file is not TypeScript that parses */
export function parseModule(file: string, text: string): Module {
  const result = parseSync(file, text)
  const problem = result.errors[0]
  if (problem) throw new Error(`${file} does not parse: ${problem.message}`)
  const lineAt = lineFinder(text)
  const found = collect(result.program, lineAt)
  return {
    ...found,
    imports: [...importsOf(result.module, lineAt), ...found.imports],
    exports: exportsOf(result.module, lineAt),
    declarations: declarationsOf(result.program, result.comments, text, lineAt),
    comments: result.comments.map(({ value, start }) => ({ text: value, line: lineAt(start) })),
  }
}

type ModuleRecord = ReturnType<typeof parseSync>['module']
type LineAt = (offset: number) => number

function importsOf(module: ModuleRecord, lineAt: LineAt): Import[] {
  const imports = module.staticImports.map(({ moduleRequest, entries, start }) => ({
    specifier: moduleRequest.value,
    line: lineAt(start),
    typeOnly: entries.length > 0 && entries.every(({ isType }) => isType),
  }))
  const passedOn = module.staticExports.flatMap(({ entries, start }) => {
    const specifier = entries[0]?.moduleRequest?.value
    if (specifier === undefined) return []
    return [{ specifier, line: lineAt(start), typeOnly: entries.every(({ isType }) => isType) }]
  })
  return [...imports, ...passedOn]
}

function exportsOf(module: ModuleRecord, lineAt: LineAt): Export[] {
  return module.staticExports.flatMap(({ entries }) =>
    entries.map(({ exportName, start }) => ({
      name: exportName.name ?? starOr(exportName.kind),
      line: lineAt(start),
    })),
  )
}

function starOr(kind: string): string {
  return kind === 'Default' ? 'default' : '*'
}

function collect(program: ESTree.Program, lineAt: LineAt) {
  const imports: Import[] = []
  const names: Piece[] = []
  const strings: Piece[] = []
  const named = (node: { name: string; start: number }) =>
    names.push({ text: node.name, line: lineAt(node.start) })
  const visitor = new Visitor({
    Identifier: named,
    JSXIdentifier: named,
    Literal: (node) => {
      if (typeof node.value === 'string') strings.push({ text: node.value, line: lineAt(node.start) })
    },
    TemplateElement: (node) => {
      strings.push({ text: node.value.cooked ?? node.value.raw, line: lineAt(node.start) })
    },
    ImportExpression: (node) => {
      const { source } = node
      if (source.type !== 'Literal' || typeof source.value !== 'string') return
      imports.push({ specifier: source.value, line: lineAt(node.start), typeOnly: false })
    },
    TSImportType: (node) => {
      imports.push({ specifier: node.source.value, line: lineAt(node.start), typeOnly: true })
    },
  })
  visitor.visit(program)
  return { imports, names, strings }
}

function lineFinder(text: string): LineAt {
  const starts = [0]
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1)
  return (offset) => {
    let low = 0
    let high = starts.length - 1
    while (low < high) {
      const middle = Math.ceil((low + high) / 2)
      if ((starts[middle] ?? 0) <= offset) low = middle
      else high = middle - 1
    }
    return low + 1
  }
}
