import { flushCompileCache } from 'node:module'

/** Keeps what Node made of the source at once, and not only at the end: a node that is killed has none. */
setInterval(flushCompileCache, 1_000).unref()
