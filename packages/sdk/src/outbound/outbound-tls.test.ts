import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { createServer as createHttpServer } from 'node:http'
import { createServer } from 'node:https'
import { test } from 'node:test'
import { createSecureContext, getCACertificates, setDefaultCACertificates } from 'node:tls'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { createOutbound } from './create-outbound.ts'
import type { Lookup } from './lookup.ts'
import { listen } from './testing/listen.ts'

// A certificate for component.test until 2126, signed by itself, and its key: for this test only.
const KEY = `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgBn6FPHUvY4dO/4hn
ReQWoD+rr+Ns+q9Ukg7xb8vYFoGhRANCAATz/GU7deQx09VTPZEDqsd5kwIlb/yO
g/pAvFqV4gEh69PHOJnp+sO7cya9NAav8DfsBG0UZoCnjFemfkpAfq0N
-----END PRIVATE KEY-----`
const CERTIFICATE = `-----BEGIN CERTIFICATE-----
MIIBozCCAUqgAwIBAgIUDn0cWs2ISQqsFN9ri1Hmpu1bf4gwCgYIKoZIzj0EAwIw
GTEXMBUGA1UEAwwOY29tcG9uZW50LnRlc3QwIBcNMjYxMTI0MjIzNTQyWhgPMjEy
NjEwMzEyMjM1NDJaMBkxFzAVBgNVBAMMDmNvbXBvbmVudC50ZXN0MFkwEwYHKoZI
zj0CAQYIKoZIzj0DAQcDQgAE8/xlO3XkMdPVUz2RA6rHeZMCJW/8joP6QLxaleIB
IevTxziZ6frDu3MmvTQGr/A37ARtFGaAp4xXpn5KQH6tDaNuMGwwHQYDVR0OBBYE
FEWfTJMRUteR/aOY4DyuxuYe8Lx4MB8GA1UdIwQYMBaAFEWfTJMRUteR/aOY4Dyu
xuYe8Lx4MA8GA1UdEwEB/wQFMAMBAf8wGQYDVR0RBBIwEIIOY29tcG9uZW50LnRl
c3QwCgYIKoZIzj0EAwIDRwAwRAIgX9vK2B2gDCB0Camtn2/AUTOeOGeG/SUFSnYr
D5dl85wCIDtnrkrvxOVbqw6ViJpt2XAB25WCn5VatvazkZtaNy3B
-----END CERTIFICATE-----`

const atLoopback: Lookup = (_hostname, _options, callback) => {
  callback(null, [{ address: '127.0.0.1', family: 4 }])
}

function startComponent() {
  const names: string[] = []
  const options = {
    key: KEY,
    cert: CERTIFICATE,
    SNICallback(name: string, done: (error: null, context: ReturnType<typeof createSecureContext>) => void) {
      names.push(name)
      done(null, createSecureContext({ key: KEY, cert: CERTIFICATE }))
    },
  }
  const server = createServer(options, (_request, response) => response.end('heard'))
  return { names, listening: listen(server, 'https') }
}

test('the certificate must be of the host of the URL, not of the address (O1)', async (t) => {
  const before = getCACertificates('default')
  setDefaultCACertificates([...before, CERTIFICATE])
  t.after(() => setDefaultCACertificates(before))
  const { names, listening } = startComponent()
  await using component = await listening
  const outbound = createOutbound({ lookup: atLoopback })
  const url = `https://component.test:${component.port}/`
  assert.equal((await outbound({ method: 'GET', url }, [url])).body, 'heard')
  assert.deepEqual(names, ['component.test'])
  const other = `https://other.test:${component.port}/`
  await assert.rejects(outbound({ method: 'GET', url: other }, [other]), {
    code: 'COMPONENT_UNREACHABLE',
    detail: /does not match certificate/,
  })
  await assert.rejects(outbound({ method: 'GET', url: component.origin }, [component.origin]), {
    code: 'COMPONENT_UNREACHABLE',
  })
})

test('a certificate of nobody known is refused', async () => {
  const { listening } = startComponent()
  await using component = await listening
  const url = `https://component.test:${component.port}/`
  await assert.rejects(createOutbound({ lookup: atLoopback })({ method: 'GET', url }, [url]), {
    code: 'COMPONENT_UNREACHABLE',
  })
})

test('neither a proxy of the environment nor its word on certificates counts (O1)', async () => {
  let throughProxy = 0
  await using proxy = await listen(
    createHttpServer((_request, response) => {
      throughProxy++
      response.end('proxy')
    }).on('connect', (_request, socket) => {
      throughProxy++
      socket.destroy()
    }),
  )
  await using plain = await listen(createHttpServer((_request, response) => response.end('heard')))
  const { listening } = startComponent()
  await using secure = await listening
  const source = fileURLToPath(new URL('./create-outbound.ts', import.meta.url))
  const call = `
    const { createOutbound } = await import(${JSON.stringify(source)})
    for (const url of process.argv.slice(1)) {
      const { body, code } = await createOutbound()({ method: 'GET', url }, [url]).catch((error) => error)
      console.log(body ?? code)
    }`
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['--input-type=module', '--eval', call, plain.origin, secure.origin],
    {
      env: {
        ...process.env,
        NODE_USE_ENV_PROXY: '1',
        NODE_TLS_REJECT_UNAUTHORIZED: '0',
        HTTP_PROXY: proxy.origin,
        HTTPS_PROXY: proxy.origin,
        http_proxy: proxy.origin,
        https_proxy: proxy.origin,
        NO_PROXY: '',
        no_proxy: '',
      },
    },
  )
  assert.deepEqual(stdout.trim().split('\n'), ['heard', 'COMPONENT_UNREACHABLE'])
  assert.equal(throughProxy, 0)
})
