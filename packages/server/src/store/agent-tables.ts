import type { ColumnType, Generated } from 'kysely'

/** The tables of migrations/0002-agents.sql. better-auth writes them; we read, and set `teams` and `disabled`. */
export interface AgentTables {
  agent: {
    id: string
    name: string
    email: string
    email_verified: boolean
    image: string | null
    created_at: Generated<Date>
    updated_at: Generated<Date>
    /** Written as JSON text: the driver would make a PostgreSQL array of a list. */
    teams: ColumnType<string[], string | undefined, string>
    disabled: Generated<boolean>
  }
  agent_session: {
    id: string
    expires_at: Date
    token: string
    created_at: Generated<Date>
    updated_at: Date
    ip_address: string | null
    user_agent: string | null
    agent_id: string
  }
  agent_account: {
    id: string
    account_id: string
    provider_id: string
    agent_id: string
    access_token: string | null
    refresh_token: string | null
    id_token: string | null
    access_token_expires_at: Date | null
    refresh_token_expires_at: Date | null
    scope: string | null
    password: string | null
    created_at: Generated<Date>
    updated_at: Date
  }
  agent_verification: {
    id: string
    identifier: string
    value: string
    expires_at: Date
    created_at: Generated<Date>
    updated_at: Generated<Date>
  }
}

const times = { createdAt: 'created_at', updatedAt: 'updated_at' } as const

/** What better-auth must be told of our names: spread into its options. */
export const AGENT_TABLES = {
  user: {
    modelName: 'agent',
    fields: { emailVerified: 'email_verified', ...times },
    additionalFields: {
      // `input: false`: nobody gives these to themselves by signing up (threat G2).
      teams: { type: 'string[]', required: true, input: false, defaultValue: (): string[] => [] },
      disabled: { type: 'boolean', required: true, input: false, defaultValue: false },
    },
  },
  session: {
    modelName: 'agent_session',
    fields: {
      expiresAt: 'expires_at',
      ipAddress: 'ip_address',
      userAgent: 'user_agent',
      userId: 'agent_id',
      ...times,
    },
  },
  account: {
    modelName: 'agent_account',
    fields: {
      accountId: 'account_id',
      providerId: 'provider_id',
      userId: 'agent_id',
      accessToken: 'access_token',
      refreshToken: 'refresh_token',
      idToken: 'id_token',
      accessTokenExpiresAt: 'access_token_expires_at',
      refreshTokenExpiresAt: 'refresh_token_expires_at',
      ...times,
    },
  },
  verification: {
    modelName: 'agent_verification',
    fields: { expiresAt: 'expires_at', ...times },
  },
} as const
