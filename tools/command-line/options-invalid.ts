/** What was typed cannot be meant; the message is a sentence for the person who typed it. */
export class OptionsInvalid extends Error {
  override readonly name = 'OptionsInvalid'
}
