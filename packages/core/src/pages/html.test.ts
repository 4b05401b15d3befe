import assert from 'node:assert/strict'
import { test } from 'node:test'
import { html } from './html.ts'

test('F4: everything put into a template is escaped, except what came from one', () => {
  const name = `<img src=x onerror="alert('1')">&`
  const inner = html`<b title="${name}">${name}</b>`
  assert.equal(
    html`<p>${inner}</p>`.toString(),
    '<p><b title="&lt;img src=x onerror=&quot;alert(&#39;1&#39;)&quot;&gt;&amp;">&lt;img src=x onerror=&quot;alert(&#39;1&#39;)&quot;&gt;&amp;</b></p>',
  )
})

test('lists are joined, numbers written, false and undefined are nothing', () => {
  const items = ['a', '<'].map((text) => html`<li>${text}</li>`)
  assert.equal(
    html`<ul>${items}</ul>${0}${false}${undefined}`.toString(),
    '<ul><li>a</li><li>&lt;</li></ul>0',
  )
})
