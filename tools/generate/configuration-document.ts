import Type, { type TSchema } from 'typebox'
import type { GeneratedDocument } from './document.ts'
import { madeFrom, markdownTable } from './markdown.ts'

/** What a key of the configuration says about itself, besides its type. */
interface Annotations {
  readonly title?: string
  readonly description?: string
  readonly default?: unknown
  readonly examples?: readonly unknown[]
  readonly fromFile?: true
  readonly pattern?: string
  readonly minimum?: number
  readonly maximum?: number
}

/** `docs/configuration.md`: every key with its kind, default and words. */
export function configurationDocument(schema: TSchema): GeneratedDocument {
  const keys = propertiesOf(schema)
  const tables = keys.filter(([, part]) => tableOf(part) !== undefined)
  const plain = keys.filter(([, part]) => tableOf(part) === undefined)
  const text = `${madeFrom(['packages/server/src/config/config-schema.ts'])}

# Configuration

One TOML file, given with \`--config\`. Names are those of the deployed ID Contact components where they have one.
The environment wins from the file: \`BALIE_<KEY>\` in capitals, nested keys joined by \`_\`, such as
\`BALIE_DECRYPTION_PRIVKEY_TYPE\`; lists of text are separated by commas, lists of tables are JSON. Where it says
*or a file*, \`<key>_file\` (or \`BALIE_<KEY>_FILE\`) names a file that holds the value. A key that is not known is an
error.

## Keys

${keyTable(schema, plain)}

${tables.map(([name, part]) => section(name, part, requiredOf(schema).includes(name))).join('\n\n')}
`
  return { path: 'docs/configuration.md', text }
}

function section(name: string, part: TSchema, required: boolean): string {
  const inner = tableOf(part) ?? part
  const { title, description } = annotationsOf(part)
  const heading = isList(part) ? `\`[[${name}]]\`` : `\`[${name}]\``
  const about = [title, description, required ? undefined : 'May be absent.']
    .filter((words) => words !== undefined)
    .map((words) => words.replace(/\.$/, ''))
    .join('. ')
  return `## ${heading}\n\n${about}.\n\n${keyTable(inner, propertiesOf(inner))}`
}

function keyTable(schema: TSchema, keys: readonly [string, TSchema][]): string {
  const required = requiredOf(schema)
  const rows = keys.map(([name, part]) => {
    const { title, description, examples, fromFile } = annotationsOf(part)
    const example = examples?.[0] === undefined ? undefined : `Example: \`${toml(examples[0])}\`.`
    return [
      `\`${name}\`${fromFile ? ' or a file' : ''}`,
      kindOf(part),
      standard(part, required.includes(name)),
      [`**${title ?? name}.**`, description, example].filter((words) => words !== undefined).join(' '),
    ]
  })
  return markdownTable(['key', 'kind', 'default', 'what it is'], rows)
}

function standard(part: TSchema, required: boolean): string {
  const value = annotationsOf(part).default
  if (value !== undefined) return `\`${toml(value)}\``
  return required ? '*required*' : '*absent*'
}

function kindOf(part: TSchema): string {
  const { minimum, maximum } = annotationsOf(part)
  if (Type.IsInteger(part)) return `number, ${minimum ?? ''} to ${maximum ?? ''}`
  if (Type.IsBoolean(part)) return 'true or false'
  if (Type.IsArray(part)) return 'list'
  if (Type.IsUnion(part)) return `one of ${part.anyOf.map(literalOf).join(', ')}`
  return Type.IsObject(part) || Type.IsRecord(part) ? 'table' : 'text'
}

function literalOf(part: TSchema): string {
  return Type.IsLiteral(part) ? `\`${part.const}\`` : kindOf(part)
}

/** The schema of a table with words of its own (or of each in a list of them), if it is one. */
function tableOf(part: TSchema): TSchema | undefined {
  const inner = Type.IsArray(part) ? part.items : part
  const documented = propertiesOf(inner).some(([, property]) => annotationsOf(property).title !== undefined)
  return documented ? inner : undefined
}

function isList(part: TSchema): boolean {
  return Type.IsArray(part)
}

function propertiesOf(schema: TSchema): [string, TSchema][] {
  return Type.IsObject(schema) ? Object.entries(schema.properties) : []
}

function requiredOf(schema: TSchema): readonly string[] {
  return Type.IsObject(schema) ? (schema.required ?? []) : []
}

function annotationsOf(schema: TSchema): Annotations {
  return schema
}

/** A value as one writes it in TOML. */
function toml(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(toml).join(', ')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const pairs = Object.entries(value).map(([name, inner]) => `${name} = ${toml(inner)}`)
  return pairs.length === 0 ? '{}' : `{ ${pairs.join(', ')} }`
}
