import assert from 'node:assert/strict'
import { test } from 'node:test'
import { addressOf, createDeskPlaces, type DeskPlace, placeOf } from './desk-place.ts'

/** A browser with a history, as far as the places use it. */
function browser(first: string) {
  const entries = [first]
  let at = 0
  let back = () => {}
  const put = (address: string | URL | null | undefined) => String(address)
  return {
    get location() {
      const [pathname = '', search = ''] = (entries[at] ?? '').split('?')
      return { pathname, search: search === '' ? '' : `?${search}` }
    },
    history: {
      pushState(_: unknown, __: string, address?: string | URL | null) {
        at += 1
        entries.splice(at, entries.length, put(address))
      },
      replaceState(_: unknown, __: string, address?: string | URL | null) {
        entries[at] = put(address)
      },
    },
    addEventListener(_: 'popstate', then: () => void) {
      back = then
    },
    back() {
      at -= 1
      back()
    },
    entries,
  }
}

test('each place has an address, and the address leads to the place: a reload stays', () => {
  const places: DeskPlace[] = [
    { part: 'conversations' },
    { part: 'appointments' },
    { part: 'appointments', date: '2026-12-31' },
    { part: 'hours' },
  ]
  for (const place of places) {
    const [pathname = '', search = ''] = addressOf(place).split('?')
    assert.deepEqual(placeOf({ pathname, search }), place)
  }
})

test('an address that nobody made is the conversations, a date that is none is today', () => {
  assert.deepEqual(placeOf({ pathname: '/desk/else', search: '' }), { part: 'conversations' })
  assert.deepEqual(placeOf({ pathname: '/desk/hours/', search: '' }), { part: 'hours' })
  for (const date of ['2026-13-01', 'tomorrow', '2026-1-1', '"><b>'])
    assert.deepEqual(placeOf({ pathname: '/desk/appointments', search: `?date=${date}` }), {
      part: 'appointments',
    })
})

test('the back button comes back, not to every week that was leafed through', () => {
  const window = browser('/desk')
  const places = createDeskPlaces(window)
  places.go({ part: 'appointments' })
  places.refine({ part: 'appointments', date: '2026-12-07' })
  places.refine({ part: 'appointments', date: '2026-12-14' })
  assert.deepEqual(window.entries, ['/desk', '/desk/appointments?date=2026-12-14'])
  window.back()
  assert.deepEqual(places.state.get(), { part: 'conversations' })
})

test('going where one is makes no second entry', () => {
  const window = browser('/desk/hours')
  createDeskPlaces(window).go({ part: 'hours' })
  assert.deepEqual(window.entries, ['/desk/hours'])
})
