import { isIP } from 'node:net'
import { checkDatabase } from './check-database.ts'
import { checkSchedule } from './check-schedule.ts'
import type { ConfigProblem } from './config-invalid.ts'
import type { ConfigText } from './config-schema.ts'
import { isPrivateAddress } from './is-private-address.ts'

/** What fits the schema and still cannot be: contradictions, and what is unsafe (T12's keys are checked on import). */
export function checkRules(text: ConfigText): ConfigProblem[] {
  return [
    ...checkAddresses(text),
    ...checkDatabase(text),
    ...checkMasterKeys(text),
    ...checkStartAuthentication(text),
    ...checkOrigins(text),
    ...checkPurposes(text),
    ...checkSchedule(text),
  ]
}

function* checkAddresses(text: ConfigText): Generator<ConfigProblem> {
  for (const key of ['external_url', 'internal_url'] as const) {
    const url = URL.parse(text[key])
    if (!url?.hostname) yield { key, problem: 'expected an address that begins with http:// or https://' }
    else if (url.username || url.password) yield { key, problem: 'must not hold a user name or password' }
    else if (url.pathname !== '/')
      yield { key, problem: 'must not have a path: Balie needs a host name of its own' }
  }
  if (/^http:/i.test(text.external_url) && !text.dangerously_allow_http) {
    yield {
      key: 'external_url',
      problem:
        'is plain http, so that everyone on the way can read along; use https://, or for a demo on your own machine set dangerously_allow_http = true',
    }
  }
  for (const key of ['public_address', 'internal_address'] as const) {
    if (isIP(text[key]) === 0) yield { key, problem: 'expected an IP address of this machine' }
  }
  const internal = text.internal_address
  if (isIP(internal) !== 0 && !isPrivateAddress(internal) && !text.dangerously_open_internal_listener) {
    yield {
      key: 'internal_address',
      problem:
        'can be reached from outside, and the internal listener is for components only; give a loopback or private address, or, behind a firewall, set dangerously_open_internal_listener = true',
    }
  }
  const sameAddress =
    text.public_address === internal || text.public_address === '0.0.0.0' || text.public_address === '::'
  if (text.public_port !== 0 && text.public_port === text.internal_port && sameAddress) {
    yield { key: 'internal_port', problem: 'is the same as public_port; the two listeners need a port each' }
  }
  for (const proxy of text.trust_proxy) {
    const [address = '', bits, more] = proxy.split('/')
    if (isIP(address) === 0 || more !== undefined || (bits !== undefined && !/^\d{1,3}$/.test(bits))) {
      yield { key: 'trust_proxy', problem: 'expected a list of IP addresses or ranges' }
      return
    }
  }
}

function* checkMasterKeys(text: ConfigText): Generator<ConfigProblem> {
  if (text.previous_master_key !== undefined && text.previous_master_key === text.master_key) {
    yield { key: 'previous_master_key', problem: 'is the same as master_key' }
  }
}

function* checkStartAuthentication(text: ConfigText): Generator<ConfigProblem> {
  const together = [
    'core_url',
    'start_auth_signing_privkey',
    'start_auth_key_id',
    'authentication_origins',
  ] as const
  const given = together.filter((key) => {
    const value = text[key]
    return Array.isArray(value) ? value.length > 0 : value !== undefined
  })
  if (given.length === 0 || given.length === together.length) return
  for (const key of together.filter((one) => !given.includes(one))) {
    yield {
      key,
      problem: `is missing; authentication during communication needs ${together.join(', ')} together`,
    }
  }
}

function* checkOrigins(text: ConfigText): Generator<ConfigProblem> {
  for (const key of ['session_url_origins', 'authentication_origins'] as const) {
    const given = text[key] ?? []
    if (!given.every(isOrigin)) {
      yield { key, problem: 'expected origins: http:// or https://, a host name, and a port if need be' }
    }
  }
  const plain = text.authentication_origins?.some((origin) => /^http:/i.test(origin))
  if (plain && !text.dangerously_allow_http) {
    yield {
      key: 'authentication_origins',
      problem:
        'has a plain http origin, so that everyone on the way can read along; use https://, or for a demo on your own machine set dangerously_allow_http = true',
    }
  }
}

function isOrigin(text: string): boolean {
  const url = URL.parse(text)
  return Boolean(url?.hostname && !url.username && !url.password && url.pathname === '/')
}

function* checkPurposes(text: ConfigText): Generator<ConfigProblem> {
  const seen = new Set<string>()
  for (const [index, purpose] of text.purposes.entries()) {
    const at = `purposes[${index}]`
    if (seen.has(purpose.tag)) yield { key: `${at}.tag`, problem: 'is the tag of an earlier purpose too' }
    seen.add(purpose.tag)
    if (!text.teams.includes(purpose.team)) yield { key: `${at}.team`, problem: 'is not one of teams' }
    const kept = new Set([...purpose.required, ...purpose.allowed])
    if (kept.size > 64) yield { key: `${at}.allowed`, problem: 'with required: more than 64 attributes' }
    for (const key of ['identifying', 'sensitive'] as const) {
      if (!purpose[key].every((tag) => kept.has(tag))) {
        yield {
          key: `${at}.${key}`,
          problem: 'names an attribute that is neither in required nor in allowed',
        }
      }
    }
    if (!Object.keys(purpose.labels).every((tag) => kept.has(tag))) {
      yield {
        key: `${at}.labels`,
        problem: 'has a label for an attribute that is neither in required nor in allowed',
      }
    }
  }
}
