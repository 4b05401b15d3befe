/** A new id for a message: 22 letters, digits, `-` and `_`, from 128 random bits. Works without a secure context. */
export function messageId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '')
}
