// The first half of `prepack` of what is published; npm runs it in the folder of the package. Nothing that was
// built before gets into the package, and its licence does.
import { copyFileSync, rmSync } from 'node:fs'

rmSync('dist', { recursive: true, force: true })
copyFileSync(new URL('../LICENSE.md', import.meta.url), 'LICENSE.md')
