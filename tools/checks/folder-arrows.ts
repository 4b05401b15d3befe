// Inside a package the folders have arrows too. Channels that import each other, a store that knows about
// HTTP, a step that knows about Fastify: each is easy to write and hard to take out again.
import { packageFiles } from '../source/place.ts'
import { resolveImport } from '../source/resolve-import.ts'
import type { Check, Finding } from './check.ts'

interface FolderRule {
  /** Files of this package ... */
  readonly room: string
  /** ... at paths that match this ... */
  readonly from: RegExp
  /** ... never import what matches this, unless it is in the same part. */
  readonly never: RegExp
  readonly because: string
}

const RULES: readonly FolderRule[] = [
  {
    room: 'sdk',
    from: /^protocol\//,
    never: /^(session|start|attributes|arrival|retention|ports|adapters|flow|route|settings|memory-store)\b/,
    because: 'the words of the wire know nothing of what is done with them',
  },
  {
    room: 'sdk',
    from: /^(?!adapters\/|testing\/)/,
    never: /^adapters\//,
    because: 'adapters mount the steps; the steps do not know them',
  },
  {
    room: 'sdk',
    from: /^(session|ports)\//,
    never: /^(start|attributes|arrival)\//,
    because: 'steps use the session and the ports, not the other way round',
  },
  {
    room: 'server',
    from: /^channels\//,
    never: /^(channels|desk|cli)\//,
    because: 'channels meet the desk and each other in conversation, and are joined in app',
  },
  {
    room: 'server',
    from: /^desk\//,
    never: /^(channels|cli)\//,
    because: 'the desk meets channels in conversation, and is joined with them in app',
  },
  {
    room: 'server',
    from: /^conversation\//,
    never: /^(channels|desk|http|cli)\//,
    because: 'channels and desk meet here; it knows neither',
  },
  {
    room: 'server',
    from: /^(scheduling|mail)\//,
    never: /^(channels|desk|http|cli|jobs)\//,
    because: 'channel and desk both schedule, and both by these; they know neither',
  },
  {
    room: 'server',
    from: /^mail\//,
    never: /^(store|conversation|scheduling)\//,
    because: 'mail is written from what it is given; it looks nothing up',
  },
  {
    room: 'server',
    from: /^store\//,
    never: /^(channels|desk|http|cli)\//,
    because: 'the store is below everything that uses it',
  },
  {
    room: 'server',
    from: /^config\//,
    never: /^(channels|desk|http|cli|store|conversation)\//,
    because: 'configuration is read by everyone and reads nobody',
  },
  {
    room: 'server',
    from: /^errors\//,
    never: /^(channels|desk|http|cli|conversation)\//,
    because: 'this is the door for errors: it knows those of the store, and nothing above it',
  },
  {
    room: 'server',
    from: /^(?!main\.ts|app\.ts|cli\/)/,
    never: /^(app|main)\.ts$/,
    because: 'wiring is at the top',
  },
  {
    room: 'web',
    from: /^citizen\//,
    never: /^desk\//,
    because: 'a citizen does not download the desk',
  },
  {
    room: 'web',
    from: /^desk\//,
    never: /^citizen\//,
    because: 'the two pages share ui/ only',
  },
  {
    room: 'web',
    from: /^ui\//,
    never: /^(citizen|desk)\//,
    because: 'what both pages use knows neither',
  },
]

export const folderArrows: Check = {
  name: 'folder arrows',
  rule: 'inside a package, folders import each other only in the allowed direction',
  find: (repository) =>
    packageFiles(repository.paths).flatMap(({ file, place }): Finding[] => {
      if (place.forTests) return []
      return repository.module(file).imports.flatMap(({ specifier, line }) => {
        const target = resolveImport(repository, file, specifier)
        if (target === undefined) return []
        const message = folderProblem(place.room, place.below, belowSrc(target))
        return message === undefined ? [] : [{ file, line, message: `${specifier}: ${message}` }]
      })
    }),
}

function folderProblem(room: string, from: string, to: string): string | undefined {
  if (/(^|\/)(testing|vectors)\//.test(to)) return 'only tests use what is in testing/ and vectors/'
  const rule = RULES.find(
    (rule) =>
      rule.room === room && rule.from.test(from) && rule.never.test(to) && partOf(from) !== partOf(to),
  )
  return rule?.because
}

/** A channel is a part of its own; elsewhere the first folder is. A file at the top is its own part. */
function partOf(below: string): string {
  const words = below.split('/')
  return words.slice(0, words[0] === 'channels' ? 2 : 1).join('/')
}

function belowSrc(file: string): string {
  return file.replace(/^packages\/[^/]+\/src\//, '')
}
