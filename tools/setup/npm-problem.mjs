import { Problem } from './problem.mjs'

/** What npm's output shows, and what a person can do about it. The first that matches is told. */
const KNOWN = [
  {
    pattern: /ENOSPC|no space left on device/i,
    sentence: 'the disk is full. Balie needs about 1.2 GB: make room and try again.',
  },
  {
    pattern: /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH|network/i,
    sentence:
      'the npm registry cannot be reached. Check the network; behind a proxy, set HTTPS_PROXY, and for a registry of your own `npm config set registry <url>`. Then try again.',
  },
  {
    pattern: /SELF_SIGNED_CERT|UNABLE_TO_(?:VERIFY|GET_ISSUER)|CERT_/,
    sentence:
      'the certificate of the npm registry is not trusted on this machine. Point NODE_EXTRA_CA_CERTS to the certificate of your organisation and try again.',
  },
  {
    pattern: /E40[13]\b/,
    sentence: 'the npm registry refuses this user. Sign in to it (`npm login`) and try again.',
  },
  {
    pattern: /E404\b|ETARGET/,
    sentence:
      'the npm registry does not have a package that Balie needs. Check `npm config get registry`: a mirror may be incomplete.',
  },
  {
    pattern: /EACCES|EPERM|EROFS/,
    sentence:
      'this user may not write in the folder of the clone, or in the npm cache. Clone it as the user that runs it.',
  },
]

/**
 * @param {string} output of npm
 * @returns {Problem} with npm's own last lines, so that nothing is hidden
 */
export function npmProblem(output) {
  const known = KNOWN.find((row) => row.pattern.test(output))
  const sentence = known?.sentence ?? 'npm failed, for a reason that is not known here.'
  const lines = output.split('\n').filter((line) => line.trim() !== '')
  return new Problem(`Installing did not work: ${sentence}\n\nnpm said:\n${lines.slice(-12).join('\n')}`)
}
