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
