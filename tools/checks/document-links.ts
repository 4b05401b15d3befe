// A document that points to a file that has moved sends its reader away with nothing. Links are followed, and
// paths in code spans too, because that is how documents name files.
import path from 'node:path'
import type { Repository } from '../source/repository.ts'
import type { Check, Finding } from './check.ts'

const LINK = /\]\((?!https?:|mailto:|#)([^)\s#]+)[^)]*\)/g
const PATH_IN_CODE = /`((?:packages|tools|e2e|bench|docs|examples)\/[\w./-]*)`/g

export const documentLinks: Check = {
  name: 'document links',
  rule: 'what a document points to is there',
  find: (repository) =>
    repository.paths
      .filter((file) => file.endsWith('.md'))
      .flatMap((file) => {
        const folder = path.posix.dirname(file)
        return repository
          .read(file)
          .split('\n')
          .flatMap((text, at): Finding[] => {
            const links = [...text.matchAll(LINK)].map(([, target = '']) => path.posix.join(folder, target))
            const spans = [...text.matchAll(PATH_IN_CODE)].map(([, target = '']) => target)
            return [...links, ...spans]
              .filter((target) => !isThere(repository, target))
              .map((target) => ({ file, line: at + 1, message: `${target} is not there` }))
          })
      }),
}

function isThere(repository: Repository, target: string): boolean {
  const folder = `${target.replace(/\/$/, '')}/`
  return repository.has(target) || repository.paths.some((file) => file.startsWith(folder))
}
