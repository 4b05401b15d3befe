import Type from 'typebox'
import { key } from './config-key.ts'

/** Where Balie keeps what it keeps, and under which key. */
export const storeKeys = {
  database_url: Type.Optional(
    Type.String({
      ...key({
        title: 'Address of the database',
        description:
          'PostgreSQL 15 or later. With `sslmode` `require`, `verify-ca` or `verify-full` the connection is by TLS, and all three verify the certificate and the host name in it. Without `sslmode`, with `disable` and with `no-verify` others on the way can read along: that is let pass on this machine, warned of on private addresses, and refused elsewhere. Absent: Balie starts its own PostgreSQL in `data_directory`.',
        examples: ['postgres://balie:password@database.internal/balie?sslmode=verify-full'],
        secret: true,
        fromFile: true,
        expects: 'an address that begins with postgres://',
      }),
      pattern: '^postgres(ql)?://.+$',
    }),
  ),
  database_ca: Type.Optional(
    Type.String({
      ...key({
        title: 'CA of the database',
        description:
          'Certificates in PEM. The server’s certificate must come from one of them and name the host of `database_url`; TLS is then always on. Absent: with TLS, the CAs that Node trusts.',
        fromFile: true,
        expects: 'certificates in PEM',
      }),
      minLength: 1,
      maxLength: 200_000,
    }),
  ),
  database_connections: Type.Integer({
    ...key({
      title: 'Most connections to the database',
      description:
        'Of one node at once, besides the few that it keeps for locks and news. Together the nodes must stay below `max_connections` of PostgreSQL.',
      default: 10,
    }),
    minimum: 2,
    maximum: 1000,
  }),
  database_statement_seconds: Type.Integer({
    ...key({
      title: 'Seconds that a statement may run',
      description:
        'A slower one is broken off by the database and answered with `DATABASE_UNAVAILABLE`. Migrations may take longer.',
      default: 10,
    }),
    minimum: 1,
    maximum: 600,
  }),
  database_wait_seconds: Type.Integer({
    ...key({
      title: 'Seconds to wait for the database',
      description: 'At the start. A database that is down longer than this stops the start.',
      default: 30,
    }),
    minimum: 0,
    maximum: 3600,
  }),
  redis_url: Type.Optional(
    Type.String({
      ...key({
        title: 'Address of a Redis',
        description:
          'Carries what the nodes tell each other, in place of the database: identifiers only. For where the database has enough to do. A Redis that is down stops nothing: pages of other nodes then show what is new when it is back. Tried with Redis 7.0.',
        examples: ['rediss://:password@redis.internal:6379'],
        secret: true,
        fromFile: true,
        expects: 'an address that begins with redis:// or rediss://',
      }),
      pattern: '^rediss?://.+$',
    }),
  ),
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
