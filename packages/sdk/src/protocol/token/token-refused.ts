/**
 * Why a token is refused, for the operator. Private to the protocol folder: the function that was asked to
 * verify turns it into its one public error (threat T11). Holds nothing that came in the token.
 */
export class TokenRefused extends Error {
  override readonly name = 'TokenRefused'
}
