/** A file that is made from the code, committed, and compared. */
export interface GeneratedDocument {
  readonly path: string
  readonly text: string
}
