import type { Repository } from '../source/repository.ts'

/** Something that breaks a rule of the house. */
export interface Finding {
  readonly file: string
  readonly line?: number
  readonly message: string
}

/** A rule of the house that a program can check. The reason for it stands at the top of its file. */
export interface Check {
  readonly name: string
  /** The rule in one sentence, shown when it is broken. */
  readonly rule: string
  find(repository: Repository): readonly Finding[]
}
