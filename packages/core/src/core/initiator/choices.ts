import type { ConfiguredMethod, CoreConfig, Purpose } from '../../config/core-config.ts'
import { type Language, wordsOrTag } from '../../pages/language.ts'
import { linkPrefix } from '../../pages/link-prefix.ts'

/** A purpose as people choose it. */
export interface PurposeChoice {
  readonly tag: string
  readonly name: string
  readonly description: string | undefined
}

/** A method as people choose it. */
export interface MethodChoice {
  readonly tag: string
  readonly name: string
  readonly description: string | undefined
  /** Path of a picture at the core; undefined when the method has none. */
  readonly image: string | undefined
}

/** Everything there is to choose for one purpose. Holds words only, so that a widget can show it as well. */
export interface Choices {
  readonly purpose: PurposeChoice
  readonly communication: readonly MethodChoice[]
  readonly authentication: readonly MethodChoice[]
  /** Whether one may go on without authenticating (UN-4). */
  readonly unauthenticated: boolean
  /** Labels of what will be shared after authenticating. */
  readonly attributes: readonly string[]
}

/** The purposes that can be started: with a way to talk, and a way to authenticate or no need for it. */
export function purposeChoices(config: CoreConfig, language: Language): readonly PurposeChoice[] {
  return [...config.purposes.values()]
    .filter((purpose) => purpose.allowedComm.length > 0)
    .filter((purpose) => purpose.allowedAuth.length > 0 || purpose.allowUnauthenticated)
    .map((purpose) => purposeChoice(purpose, language))
}

/** What there is to choose for this purpose, in the order of the configuration. */
export function choicesFor(config: CoreConfig, purpose: Purpose, language: Language): Choices {
  const base = linkPrefix(config.serverUrl)
  const choices = (tags: readonly string[], methods: ReadonlyMap<string, ConfiguredMethod>) =>
    tags.flatMap((tag) => {
      const method = methods.get(tag)
      return method === undefined ? [] : [methodChoice(method, language, base)]
    })
  return {
    purpose: purposeChoice(purpose, language),
    communication: choices(purpose.allowedComm, config.commMethods),
    authentication: choices(purpose.allowedAuth, config.authMethods),
    unauthenticated: purpose.allowUnauthenticated,
    attributes: purpose.attributes.map((tag) => wordsOrTag(config.attributeLabels.get(tag), language, tag)),
  }
}

function purposeChoice(purpose: Purpose, language: Language): PurposeChoice {
  const { tag } = purpose
  return { tag, name: wordsOrTag(purpose.name, language, tag), description: purpose.description[language] }
}

function methodChoice(method: ConfiguredMethod, language: Language, base: string): MethodChoice {
  return {
    tag: method.tag,
    name: method.label[language] ?? method.name,
    description: method.description[language],
    image: method.imagePath.startsWith('/') ? `${base}${method.imagePath}` : undefined,
  }
}
