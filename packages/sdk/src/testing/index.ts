export { type ChannelUnderTest, channelSuite } from './channel-suite.ts'
export { sessionRecord } from './session-record.ts'
export { type StoreUnderTest, storeSuite } from './store-suite.ts'
export { createTestClock, type TestClock } from './test-clock.ts'
