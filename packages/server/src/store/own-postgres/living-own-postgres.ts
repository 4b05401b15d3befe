import type { Secret } from '@balie/sdk'
import { findCluster, ownDatabaseUrl } from './make-cluster.ts'
import { findPostmaster } from './postmaster.ts'

/**
 * The database of a data directory that a server runs on now, for a command beside it. Undefined when nothing
 * runs there.
 *
 * @throws {BalieError} START_REFUSED when the directory cannot be read, or is of another version
 */
export async function livingOwnPostgres(dataDirectory: string): Promise<Secret<string> | undefined> {
  const cluster = await findCluster(dataDirectory)
  const postmaster = cluster && findPostmaster(cluster.directory)
  return cluster && postmaster?.ready ? ownDatabaseUrl(cluster, postmaster.port) : undefined
}
