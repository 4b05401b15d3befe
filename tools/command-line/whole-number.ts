import { OptionsInvalid } from './options-invalid.ts'

/**
 * The whole number that was typed for an option.
 *
 * @throws {OptionsInvalid} when it is none, or outside the bounds
 */
export function wholeNumber(option: string, text: string, least: number, most: number): number {
  const number = /^\d+$/.test(text) ? Number(text) : Number.NaN
  if (!(number >= least && number <= most)) {
    throw new OptionsInvalid(`${option} takes a whole number from ${least} to ${most}, not "${text}"`)
  }
  return number
}
