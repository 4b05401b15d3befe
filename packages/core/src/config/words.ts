import Type from 'typebox'

/** Schema of words that may be given per language; what is not given falls back to the other language. */
export const WordsTable = Type.Object({ nl: Type.Optional(Type.String()), en: Type.Optional(Type.String()) })

/** Words per language, as configured. Either may be absent. */
export type Words = Readonly<Type.Static<typeof WordsTable>>
