import assert from 'node:assert/strict'
import { test } from 'node:test'
import { LANDED, landedMigrationsDocument } from '../generate/landed-migrations-document.ts'
import { repositoryFrom } from '../source/repository.ts'
import { landedMigrationsCheck } from './landed-migrations.ts'

const FOLDER = 'packages/server/migrations'
const ONE = { [`${FOLDER}/0001-one.sql`]: 'create table one ();' }
const TWO = { [`${FOLDER}/0002-two.sql`]: 'create table two ();' }
const listOf = (files: Record<string, string>) => landedMigrationsDocument(repositoryFrom(files)).text
const find = (files: Record<string, string>) =>
  landedMigrationsCheck.find(repositoryFrom(files)).map(({ message }) => message)

test('what has landed stays as it is', () => {
  const list = listOf({ ...ONE, ...TWO })
  assert.match(list, /^[0-9a-f]{64} {2}0001-one\.sql\n[0-9a-f]{64} {2}0002-two\.sql\n$/)
  assert.deepEqual(find({ ...ONE, ...TWO, [LANDED]: list }), [])
  const changed = { ...ONE, [`${FOLDER}/0001-one.sql`]: 'create table one (id int);' }
  assert.deepEqual(find({ ...changed, [LANDED]: list }), [
    '0001-one.sql has landed, and was changed',
    '0002-two.sql has landed, and is gone',
  ])
})

test('generating adds what is new, also between, and never forgives a change', () => {
  const list = listOf(TWO)
  const changed = { [`${FOLDER}/0002-two.sql`]: 'create table other ();' }
  const again = listOf({ ...ONE, ...changed, [LANDED]: list })
  assert.equal(again, listOf({ ...ONE, ...TWO }))
  assert.deepEqual(find({ ...ONE, ...changed, [LANDED]: again }), [
    '0002-two.sql has landed, and was changed',
  ])
})
