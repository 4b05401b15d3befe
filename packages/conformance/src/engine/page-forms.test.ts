import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readPageForms } from './page-forms.ts'

const PAGE = 'http://plugin.example/chat/s/5'

test('reads what a click on a form would send', () => {
  const [form, ...others] = readPageForms(
    `<form class=x method="POST" data-idcontact='begin' action="begin?a=1&amp;b=2">
       <input type="hidden" name="token" value="a &quot;b&quot; &#38; c"><input type="checkbox" name="off">
       <input name="text"><button name="how" value="now">Begin</button><button name="how" value="later">Later</button>
     </form>`,
    PAGE,
  )
  assert.equal(others.length, 0)
  assert.equal(form?.action, 'begin')
  assert.equal(form?.url, 'http://plugin.example/chat/s/begin?a=1&b=2')
  assert.deepEqual(
    [...(form?.fields ?? [])],
    [
      ['token', 'a "b" & c'],
      ['text', 'conformance'],
      ['how', 'now'],
    ],
  )
})

test('a form without an action is sent to its page', () => {
  assert.equal(readPageForms('<form method=post data-idcontact=logout></form>', PAGE)[0]?.url, PAGE)
})

test('forms that get, or do not say what they are, are none of ours', () => {
  assert.deepEqual(readPageForms('<form data-idcontact="begin"></form><form method="post"></form>', PAGE), [])
})

test('of several options the wanted one is chosen, by its value or its words', () => {
  const html = `<form method="post" data-idcontact="authenticate">
    <select class="x" name="method"><option value="1">First</option><option value="2">Second &amp; last</option></select>
    <input name="after" value="3"></form>`
  const method = (choice?: string) => [...(readPageForms(html, PAGE, choice)[0]?.fields ?? [])]
  assert.deepEqual(method('2'), [
    ['method', '2'],
    ['after', '3'],
  ])
  assert.equal(method('Second & last')[0]?.[1], '2')
  assert.equal(method('none of them')[0]?.[1], '1')
  assert.equal(method()[0]?.[1], '1')
})
