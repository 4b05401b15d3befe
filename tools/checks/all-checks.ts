import type { Check } from './check.ts'
import { commitments } from './commitments.ts'
import { coreOnlyFromCli } from './core-only-from-cli.ts'
import { declaredDependencies } from './declared-dependencies.ts'
import { documentLinks } from './document-links.ts'
import { documentedFunctions } from './documented-functions.ts'
import { entries } from './entries.ts'
import { fileNames } from './file-names.ts'
import { folderArrows } from './folder-arrows.ts'
import { importCycles } from './import-cycles.ts'
import { landedMigrationsCheck } from './landed-migrations.ts'
import { manifests } from './manifests.ts'
import { packageArrows } from './package-arrows.ts'
import { portableText } from './portable-text.ts'
import { sizes } from './sizes.ts'
import { unfinishedMarks } from './unfinished-marks.ts'
import { wireSpelling } from './wire-spelling.ts'

/** Every check that needs nothing but the files. */
export const ALL_CHECKS: readonly Check[] = [
  packageArrows,
  folderArrows,
  coreOnlyFromCli,
  declaredDependencies,
  importCycles,
  entries,
  fileNames,
  documentedFunctions,
  sizes,
  wireSpelling,
  manifests,
  landedMigrationsCheck,
  commitments,
  documentLinks,
  unfinishedMarks,
  portableText,
]
