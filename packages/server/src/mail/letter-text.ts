import type { Block, Letter } from './letter.ts'
import { MAIL_WORDS } from './words.ts'

/** A letter as plain text. */
export function letterText({ locale, title, blocks, sender }: Letter): string {
  const words = MAIL_WORDS[locale]
  const parts = [
    title,
    words.greeting,
    ...blocks.map(blockText),
    `${words.regards}\n${sender}`,
    `-- \n${words.automatic}`,
  ]
  return `${parts.join('\n\n')}\n`
}

function blockText(block: Block): string {
  switch (block.kind) {
    case 'paragraph':
      return block.text
    case 'heading':
      return block.text.toUpperCase()
    case 'facts':
      return block.rows.map(([label, value]) => `${label}: ${value}`).join('\n')
    case 'link':
      return `${block.label}:\n${block.address}`
    case 'code':
      return block.code
  }
}
