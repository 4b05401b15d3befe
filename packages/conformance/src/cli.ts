#!/usr/bin/env node
import { writeFileSync } from 'node:fs'
import { judgePlugin } from './conformance.ts'
import { mutateCommand } from './mutate/mutate-command.ts'
import { type Options, readOptions } from './read-options.ts'
import { jsonReport } from './report/json-report.ts'
import { junitReport } from './report/junit-report.ts'
import { countVerdicts } from './report/report.ts'
import { textReport } from './report/text-report.ts'

const HELP = `idcontact-conformance <internal URL of a communication method> [options]
idcontact-conformance mutate <internal URL of a communication method> [options]   (its own --help)

Plays the core, the authentication plugin and the browser against a running communication plugin, and says
per numbered requirement and threat what was seen. Use it on a test installation only.

  --keys FILE              JSON: authentication_signing_key, plugin_encryption_key, and for authentication
                           during communication start_verification_key and start_key_id; PEMs or file names
  --purpose TAG            a purpose that the plugin knows
  --attributes JSON        attributes to send for it, such as '{"email":"test@example.nl"}'
  --identifying TAG        the attribute by which persons are told apart
  --unauthenticated-purpose TAG, --unauthenticated-attributes JSON
                           a purpose that may be handled without a verified identity
  --heavy-purpose TAG, --heavy-attributes JSON
                           a purpose that requires attributes which the first one does not give
  --light-purpose TAG, --light-attributes JSON
                           a purpose whose attributes are not enough for the heavy one
  --actions FILE           JSON: how buttons are pressed that are no plain forms
  --observe COMMAND        prints what agents see now; without it a refusal cannot be seen
  --agent-asks COMMAND     makes an agent ask for authentication, in the conversation $CONFORMANCE_HANDLE
  --far-side ORIGIN        where the kit listens as core and authentication plugin
  --forwarded-for          each browser has an address of its own in X-Forwarded-For, for a plugin that limits
                           what one address may do, and believes the kit as its proxy
  --may ID,ID              what the plugin declares of what the specification allows, such as AR-1,AR-3
  --ours                   also what Balie promises beyond the specification
  --slow                   also what takes more than half a minute
  --only ID,ID             these requirements and threats only
  --jobs N                 cases at the same time, 8 by default
  --json FILE, --junit FILE  reports for machines; - is standard output, instead of the text
  --help

Exit status: 0 nothing failed, 1 something failed, 2 the command is not complete.
`

process.exitCode = await main(process.argv.slice(2))

async function main(args: readonly string[]): Promise<number> {
  const at = args.indexOf('mutate')
  if (at >= 0) return mutateCommand(args.toSpliced(at, 1), (text) => void process.stdout.write(text))
  let options: Options | undefined
  try {
    options = readOptions(args)
  } catch (cause) {
    process.stderr.write(`${cause instanceof Error ? cause.message : cause}\n\n${HELP}`)
    return 2
  }
  if (options === undefined) {
    process.stdout.write(HELP)
    return 0
  }
  return judge(options)
}

async function judge(options: Options): Promise<number> {
  const report = await judgePlugin(options.judging).catch((cause: unknown) => {
    process.stderr.write(`${cause instanceof Error ? cause.message : cause}\n`)
  })
  if (!report) return 2
  if (options.json !== undefined) write(options.json, jsonReport(report))
  if (options.junit !== undefined) write(options.junit, junitReport(report))
  if (options.json !== '-' && options.junit !== '-') process.stdout.write(textReport(report))
  return countVerdicts(report.outcomes).failed > 0 ? 1 : 0
}

function write(file: string, text: string): void {
  if (file === '-') process.stdout.write(text)
  else writeFileSync(file, text)
}
