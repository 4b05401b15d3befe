/**
 * The name of an agent's cookie. With https it is bound to the host and to secure connections by its prefix;
 * plain http is for loopback and tests (threat F2).
 *
 * @param part what the cookie is for, such as `session`
 */
export function agentCookieName(externalUrl: string, part: string): string {
  return externalUrl.startsWith('https:') ? `__Host-balie-agent-${part}` : `balie-agent-${part}`
}
