import assert from 'node:assert/strict'
import { it } from 'node:test'
import { MAIL_TIMEOUTS } from '../mail/create-mail-transport.ts'
import { MAIL, QUEUES } from './queues.ts'

it('V1: a mail is not taken up again while it may be under way, and soon when its server was killed', () => {
  const { expireInSeconds = 0, heartbeatSeconds } = QUEUES[MAIL] ?? {}
  assert.ok(expireInSeconds * 1000 > MAIL_TIMEOUTS.patient.whole)
  assert.ok(heartbeatSeconds !== undefined && heartbeatSeconds <= 30)
})
