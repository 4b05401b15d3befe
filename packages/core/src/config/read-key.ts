import { isPublishedExampleKey, type KeyText } from '@balie/sdk'
import { CoreError } from '../errors/core-error.ts'

/** What decides whether a key that everybody knows is accepted. */
export interface KeyRules {
  readonly dangerouslyAllowExampleKeys: boolean
}

/**
 * A key of the configuration, imported by `importKey`.
 *
 * @param name the key's dotted name, for errors; the PEM never shows in one.
 * @throws CONFIG_INVALID when it is not a PEM of its declared type or half.
 * @throws CONFIG_EXAMPLE_KEY when it is a published example key and that is not allowed (T12).
 */
export function readKey<K>(name: string, text: KeyText, importKey: (text: KeyText) => K, rules: KeyRules): K {
  const imported = tryImport(name, text, importKey)
  if (!rules.dangerouslyAllowExampleKeys && isPublishedExampleKey(text)) {
    throw new CoreError('CONFIG_EXAMPLE_KEY', `It is ${name}. Make a key of your own.`)
  }
  return imported
}

function tryImport<K>(name: string, text: KeyText, importKey: (text: KeyText) => K): K {
  try {
    return importKey(text)
  } catch (cause) {
    const detail = `The key ${name} is not a usable ${text.type} key: it must be the right half, in PEM, of the declared type.`
    throw new CoreError('CONFIG_INVALID', detail, { cause })
  }
}
