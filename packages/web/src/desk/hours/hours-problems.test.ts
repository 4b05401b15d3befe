import assert from 'node:assert/strict'
import { test } from 'node:test'
import { crossesMidnight, dayProblems, hasProblem, weekProblems } from './hours-problems.ts'

const period = (starts: string, ends: string) => ({ starts, ends })
const empty = [[], [], [], [], [], [], []]

test('nothing is wrong with a usual week, nor with periods that touch', () => {
  const week = empty.map(() => [period('09:00', '12:00'), period('12:00', '17:00')])
  assert.equal(hasProblem(weekProblems(week)), false)
})

test('what is empty, or has no length, is told at its own place', () => {
  assert.deepEqual(dayProblems([period('09:00', '12:00'), period('', '17:00'), period('18:00', '18:00')]), [
    undefined,
    'hours.problem.missing',
    'hours.problem.same',
  ])
})

test('what overlaps is told at both', () => {
  assert.deepEqual(
    dayProblems([period('09:00', '12:30'), period('12:00', '17:00'), period('18:00', '19:00')]),
    ['hours.problem.overlap', 'hours.problem.overlap', undefined],
  )
  assert.deepEqual(dayProblems([period('09:00', '12:00'), period('09:00', '12:00')]), [
    'hours.problem.overlap',
    'hours.problem.overlap',
  ])
})

test('after midnight it is the next day: Monday meets Tuesday, Sunday meets Monday', () => {
  const night = [period('22:00', '06:00')]
  assert.equal(hasProblem(weekProblems([night, [period('06:00', '09:00')], [], [], [], [], []])), false)
  assert.equal(
    weekProblems([night, [period('05:00', '09:00')], [], [], [], [], []])[1]?.[0],
    'hours.problem.overlap',
  )
  assert.equal(
    weekProblems([[period('05:00', '09:00')], [], [], [], [], [], night])[0]?.[0],
    'hours.problem.overlap',
  )
})

test('midnight to midnight is a whole day, and every night of the week can be worked', () => {
  assert.deepEqual(dayProblems([period('00:00', '00:00')]), [undefined])
  assert.deepEqual(dayProblems([period('00:00', '00:00'), period('09:00', '10:00')]), [
    'hours.problem.overlap',
    'hours.problem.overlap',
  ])
  assert.equal(hasProblem(weekProblems(empty.map(() => [period('22:00', '06:00')]))), false)
})

test('going on after midnight is worth a word; ending at midnight is not', () => {
  assert.equal(crossesMidnight(period('17:00', '09:00')), true)
  assert.equal(crossesMidnight(period('17:00', '00:00')), false)
  assert.equal(crossesMidnight(period('', '09:00')), false)
})
