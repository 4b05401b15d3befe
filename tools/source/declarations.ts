import type { ESTree, ParseResult } from 'vite'

/** Something that a module declares and exports. */
export interface Declaration {
  readonly name: string
  readonly kind: 'function' | 'type' | 'other'
  readonly line: number
  /** True when a doc comment stands directly above it. */
  readonly documented: boolean
}

/** What a module exports by declaring it. */
export function declarationsOf(
  program: ESTree.Program,
  comments: ParseResult['comments'],
  text: string,
  lineAt: (offset: number) => number,
): Declaration[] {
  return program.body.flatMap((statement) => {
    if (statement.type !== 'ExportNamedDeclaration' || !statement.declaration) return []
    const documented = comments.some(({ type, value, end }) => {
      if (type !== 'Block' || !value.startsWith('*') || end > statement.start) return false
      return text.slice(end, statement.start).trim() === ''
    })
    const { declaration } = statement
    return namesOf(declaration).map((name) => ({
      name,
      kind: kindOf(declaration),
      line: lineAt(statement.start),
      documented,
    }))
  })
}

function kindOf({ type }: ESTree.Declaration): Declaration['kind'] {
  if (type === 'FunctionDeclaration') return 'function'
  return type === 'TSInterfaceDeclaration' || type === 'TSTypeAliasDeclaration' ? 'type' : 'other'
}

function namesOf(declaration: ESTree.Declaration): string[] {
  if (declaration.type === 'VariableDeclaration') {
    return declaration.declarations.flatMap(({ id }) => (id.type === 'Identifier' ? [id.name] : []))
  }
  const id = 'id' in declaration ? declaration.id : null
  return id?.type === 'Identifier' ? [id.name] : []
}
