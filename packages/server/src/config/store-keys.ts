import Type from 'typebox'
import { key } from './config-key.ts'

/** Where Balie keeps what it keeps, and under which key. */
export const storeKeys = {
  database_url: Type.Optional(
    Type.String({
      ...key({
        title: 'Address of the database',
        description: 'PostgreSQL 15 or later. Absent: Balie starts its own PostgreSQL in `data_directory`.',
        examples: ['postgres://balie:password@database.internal/balie'],
        secret: true,
        fromFile: true,
        expects: 'an address that begins with postgres://',
      }),
      pattern: '^postgres(ql)?://.+$',
    }),
  ),
  database_wait_seconds: Type.Integer({
    ...key({
      title: 'Seconds to wait for the database',
      description: 'At the start. A database that is down longer than this stops the start.',
      default: 30,
    }),
    minimum: 0,
    maximum: 3600,
  }),
  reveals_days: Type.Integer({
    ...key({
      title: 'Days that reveals are kept',
      description:
        'The record of which agent saw which attribute when, for the privacy officer (`balie reveals`): tags, never values.',
      default: 365,
    }),
    minimum: 1,
    maximum: 3650,
  }),
  data_directory: Type.String({
    ...key({
      title: 'Data directory',
      description:
        'For its own PostgreSQL and, with that, a master key that was not given. One server per directory.',
      default: '/var/lib/balie',
    }),
    minLength: 1,
  }),
  master_key: Type.Optional(
    Type.String({
      ...key({
        title: 'Master key',
        description:
          '32 random bytes in base64 (`openssl rand -base64 32`). It wraps the key of each session: without it nothing stored can be read. Keep it apart from the database. Absent, with its own PostgreSQL: made and kept in `data_directory`.',
        secret: true,
        fromFile: true,
        expects: '32 bytes in base64',
      }),
      pattern: '^[A-Za-z0-9+/_-]{43}=?$',
    }),
  ),
  previous_master_key: Type.Optional(
    Type.String({
      ...key({
        title: 'Master key before this one',
        description:
          'Put the old `master_key` here when you make a new one: sessions that it wrapped stay readable. Without it they cannot be read any more.',
        secret: true,
        fromFile: true,
        expects: '32 bytes in base64',
      }),
      pattern: '^[A-Za-z0-9+/_-]{43}=?$',
    }),
  ),
}
