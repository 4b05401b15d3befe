import type { Command } from './command.ts'

/** Every command by its word. Loaded when it is used: `--help` need not start half of Balie. */
export const COMMANDS: Readonly<Record<string, () => Promise<Command>>> = Object.freeze({
  demo: async () => (await import('./demo.ts')).demo,
  serve: async () => (await import('./serve.ts')).serve,
  core: async () => (await import('./core.ts')).core,
  'auth-test': async () => (await import('./auth-test.ts')).authTest,
  agent: async () => (await import('./agent.ts')).agent,
  config: async () => (await import('./config-check.ts')).config,
  migrate: async () => (await import('./migrate.ts')).migrate,
})
