import type { AuthTestConfig } from '../config/auth-test-config.ts'
import type { Html } from '../pages/html.ts'
import type { Language } from '../pages/language.ts'
import { layout } from '../pages/layout.ts'
import { linkPrefix } from '../pages/link-prefix.ts'
import { AUTH_TEST_WORDS } from './words.ts'

/** What all pages of the test plugin share. */
export interface Frame {
  readonly language: Language
  readonly base: string
}

/** The frame for this configuration, in a language. */
export function frameFor(config: AuthTestConfig, language: Language): Frame {
  return { language, base: linkPrefix(config.serverUrl) }
}

/**
 * A page of the test plugin; each of them says that it is a test.
 *
 * @param page.path where it can be opened again in another language, under the base path.
 */
export function framed(
  frame: Frame,
  page: { title: string; content: Html; path?: string; script?: string },
): string {
  const words = AUTH_TEST_WORDS[frame.language]
  const { path, ...rest } = page
  return layout({
    ...frame,
    ...rest,
    sender: words.sender,
    warning: words.warning,
    ...(path === undefined ? {} : { inLanguage: (language) => `${frame.base}${path}?lang=${language}` }),
  })
}
