import Type from 'typebox'

/** The languages of the pages. Dutch comes first everywhere. */
export const LOCALES = ['nl', 'en'] as const

/** One text in every language of the pages. */
export const Words = Type.Object({ nl: Type.String(), en: Type.String() })
export type Words = Type.Static<typeof Words>
