import { systemClock } from './clock.ts'
import { createMemoryStore } from './memory-store.ts'
import { storeSuite } from './testing/store-suite.ts'

storeSuite('memory', async () => ({ store: createMemoryStore(systemClock), close: async () => {} }))
