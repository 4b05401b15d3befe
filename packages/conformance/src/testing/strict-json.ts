/** A JSON object without a member twice or `__proto__`, at most sixteen deep. Throws where it is not. */
export function parseObject(text: string, lenient = false): Record<string, unknown> {
  const value: unknown = JSON.parse(text)
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new SyntaxError('no object')
  if (!lenient) checkMembers(text)
  return value as Record<string, unknown>
}

function checkMembers(text: string): void {
  const levels: Set<string>[] = []
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at]
    if (character === '"') {
      const end = endOfString(text, at)
      const rest = text.slice(end).trimStart()
      if (rest.startsWith(':')) noteMember(levels.at(-1), JSON.parse(text.slice(at, end)))
      at = end - 1
    } else if (character === '{' || character === '[') {
      if (levels.push(new Set()) > 16) throw new SyntaxError('too deep')
    } else if (character === '}' || character === ']') {
      levels.pop()
    }
  }
}

function endOfString(text: string, start: number): number {
  let at = start + 1
  while (text[at] !== '"') at += text[at] === '\\' ? 2 : 1
  return at + 1
}

function noteMember(members: Set<string> | undefined, name: string): void {
  if (!members || name === '__proto__' || members.has(name)) throw new SyntaxError('an ambiguous member')
  members.add(name)
}
