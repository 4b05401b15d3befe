import type { Command } from './command.ts'

/** A command as `balie --help` shows it. */
export interface ListedCommand {
  readonly summary: string
  /** Loads it: `--help` need not start half of Balie. */
  load(): Promise<Command>
}

/** Every command by its word. */
export const COMMANDS: Readonly<Record<string, ListedCommand>> = Object.freeze({
  demo: {
    summary: 'run everything on this machine: core, test login, Balie, two agents',
    load: async () => (await import('./demo.ts')).demo,
  },
  serve: {
    summary: 'run the communication plugin and its desk',
    load: async () => (await import('./serve.ts')).serve,
  },
  core: {
    summary: 'run an ID Contact core, with the TOML of the deployed one',
    load: async () => (await import('./core.ts')).core,
  },
  'auth-test': {
    summary: 'run the test authentication plugin (anyone is who they say)',
    load: async () => (await import('./auth-test.ts')).authTest,
  },
  agent: {
    summary: 'add, list, disable and enable the agents who use the desk',
    load: async () => (await import('./agent.ts')).agent,
  },
  reveals: {
    summary: 'list which agent saw which attribute, for the privacy officer',
    load: async () => (await import('./reveals.ts')).reveals,
  },
  feedback: {
    summary: 'list logouts that could not be delivered, and try them again',
    load: async () => (await import('./feedback.ts')).feedback,
  },
  config: {
    summary: 'check a configuration without starting anything',
    load: async () => (await import('./config-check.ts')).config,
  },
  migrate: {
    summary: 'bring the database up to date (serve does it by itself too)',
    load: async () => (await import('./migrate.ts')).migrate,
  },
  backup: {
    summary: 'back up all that is stored, also while Balie runs; the keys apart',
    load: async () => (await import('./backup.ts')).backup,
  },
  restore: {
    summary: 'load a backup into an empty database or a new data directory',
    load: async () => (await import('./restore.ts')).restore,
  },
})
