import type { TSchemaOptions } from 'typebox'

/** What every key of the configuration says about itself; docs/configuration.md is made from it. */
export interface ConfigKey extends TSchemaOptions {
  /** A few words. */
  readonly title: string
  /** Sentences for the person who writes the configuration. */
  readonly description: string
  readonly default?: unknown
  readonly examples?: readonly unknown[]
  /** Whether `<key>_file` and `BALIE_<KEY>_FILE` can name a file that holds the value. */
  readonly fromFile?: true
  /** Never shown, in any message. */
  readonly secret?: true
  /** What a value must look like, where the schema's type alone does not say it. */
  readonly expects?: string
}

/** Types the annotations of one key. */
export function key(annotations: ConfigKey): ConfigKey {
  return annotations
}
