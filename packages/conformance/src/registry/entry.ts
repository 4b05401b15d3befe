/** A numbered requirement or threat. */
export interface Entry {
  readonly id: string
  readonly kind: 'requirement' | 'threat'
  /** In a few words what is demanded, or what is attacked. */
  readonly words: string
  /** Why nothing of it can be seen from outside: then it is reported as not observable, and needs no case. */
  readonly unseen?: string
  /** Of which other component it speaks: then it is not applicable to a communication plugin. */
  readonly about?: string
}
