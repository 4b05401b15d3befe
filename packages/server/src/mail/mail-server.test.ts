import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { Secret } from '@balie/sdk'
import { mailServer } from './mail-server.ts'

const read = (url: string) => mailServer(new Secret('url', url))

describe('the address of a mail server', () => {
  it('has its port by its scheme, and its password as it was meant', () => {
    assert.deepEqual(read('smtps://balie:p%40ss%2Fword@mail.example'), {
      host: 'mail.example',
      port: 465,
      secure: true,
      requireTLS: false,
      auth: { user: 'balie', pass: 'p@ss/word' },
    })
    assert.deepEqual(read('smtp://[::1]:2525'), { host: '::1', port: 2525, secure: false, requireTLS: false })
  })

  it('demands TLS where a password would go over the network', () => {
    assert.equal(read('smtp://balie:secret@mail.example')?.requireTLS, true)
    assert.equal(read('smtp://127.0.0.1.evil.example')?.requireTLS, false)
    assert.equal(read('smtp://balie:secret@127.0.0.1.evil.example')?.requireTLS, true)
    assert.equal(read('smtp://balie:secret@localhost')?.requireTLS, false)
    assert.equal(read('smtp://mail.example')?.requireTLS, false)
  })

  it('is nothing else', () => {
    for (const url of [
      'https://mail.example',
      'smtp://',
      'smtp://mail.example/x',
      'smtp://a?tls.rejectUnauthorized=false',
      'smtp://%E0%A4%A@mail.example',
      'mail.example',
    ]) {
      assert.equal(read(url), undefined, url)
    }
  })
})
