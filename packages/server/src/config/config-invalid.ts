import { BalieError } from '../errors/balie-error.ts'

/** One thing that is wrong with the configuration. Never holds a value: keys and passwords may be in it. */
export interface ConfigProblem {
  /** The key, from the top: `purposes[1].team`. Empty for the file as a whole. */
  readonly key: string
  /** What is expected, or why it cannot be. */
  readonly problem: string
}

/** CONFIG_INVALID, with everything that is wrong at once. */
export class ConfigInvalid extends BalieError {
  override readonly name = 'ConfigInvalid'
  readonly problems: readonly ConfigProblem[]

  constructor(problems: readonly ConfigProblem[]) {
    super(
      'CONFIG_INVALID',
      problems.map(({ key, problem }) => (key ? `${key}: ${problem}` : problem)).join('; '),
    )
    this.problems = Object.freeze([...problems])
  }
}
