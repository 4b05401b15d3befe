/** The addresses of Balie's own API on the public listener, in one place for server and pages. */
export const paths = Object.freeze({
  citizenView: '/api/citizen/:handle',
  citizenBegin: '/api/citizen/:handle/begin',
  citizenEnd: '/api/citizen/:handle/end',
  citizenStay: '/api/citizen/:handle/stay',
  citizenLogout: '/api/citizen/:handle/logout',
  citizenWithdraw: '/api/citizen/:handle/withdraw',
  citizenReceipt: '/api/citizen/:handle/receipt',
  citizenAuthentication: '/api/citizen/:handle/authentication',
  me: '/api/desk/me',
  conversations: '/api/desk/conversations',
  conversation: '/api/desk/conversations/:id',
  take: '/api/desk/conversations/:id/take',
  reveal: '/api/desk/conversations/:id/reveal',
  close: '/api/desk/conversations/:id/close',
  askAuthentication: '/api/desk/conversations/:id/ask-authentication',
  signIn: '/api/auth/sign-in/email',
  signOut: '/api/auth/sign-out',
  /** Socket.IO. */
  live: '/live',
})

/** A path with its parameters filled in, percent-encoded. */
export function fillPath(path: string, parameters: Readonly<Record<string, string>>): string {
  return path.replace(/:([a-z]+)/g, (_, name: string) => encodeURIComponent(parameters[name] ?? ''))
}
