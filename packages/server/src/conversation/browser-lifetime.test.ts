import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { AppointmentConfig } from '../config/config.ts'
import { browserLifetime } from './browser-lifetime.ts'

const DAY = 24 * 60 * 60_000
const appointment = (horizonDays: number) => ({ horizonDays }) as AppointmentConfig

describe('FL-7: how long a browser is known', () => {
  it('is a day, where nobody makes an appointment unauthenticated', () => {
    const verifiedOnly = { allowUnauthenticated: false, appointment: appointment(42) }
    assert.equal(browserLifetime([{ allowUnauthenticated: true }, verifiedOnly]), DAY)
  })
  it('is until the last time that somebody unauthenticated can choose has passed', () => {
    const open = (days: number) => ({ allowUnauthenticated: true, appointment: appointment(days) })
    assert.equal(browserLifetime([open(10), open(42), open(3)]), 44 * DAY)
  })
})
