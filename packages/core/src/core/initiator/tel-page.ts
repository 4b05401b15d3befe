import { html } from '../../pages/html.ts'
import { type Frame, framed } from './frame.ts'
import { INITIATOR_WORDS } from './words.ts'

/**
 * A `tel:` URL as a page: not every device can call by itself, and not everybody wants to at once.
 * `tel:+31201234567,,1234567890` is a number, pauses, and a code.
 */
export function telPage(frame: Frame, telUrl: string): string {
  const words = INITIATOR_WORDS[frame.language]
  const [number = '', code = ''] = telUrl.slice('tel:'.length).split(/[,;]+/)
  return framed(frame, {
    title: words.telTitle,
    content: html`<h1>${words.telTitle}</h1>
<p>${words.telIntro}</p>
<p class="number">${number}</p>
${code !== '' && html`<p>${words.telCode}</p><p class="number">${code.replaceAll(/(\d{3})(?=\d{2})/g, '$1 ')}</p>`}
<p><a class="primary" href="${telUrl}">${words.telCall}</a></p>`,
  })
}
