// The bare counterpart of row 2: a Fastify route that decrypts and verifies with jose and does one insert.
// It looks nothing up, asks nothing of the attributes, seals nothing and remembers no token.
import { fastify } from 'fastify'
import { compactDecrypt, importPKCS8, importSPKI, jwtVerify } from 'jose'
import { openPool } from './open-pool.ts'
import { runBare } from './run-bare.ts'

const INSERT = {
  name: 'result',
  text: 'insert into results (secret, attributes) values ($1, $2)',
}

await runBare(async ({ databaseUrl, decryptionKey = '', verificationKey = '', keyType }) => {
  const [encrypted, signed] = keyType === 'RSA' ? ['RSA-OAEP', 'RS256'] : ['ECDH-ES', 'ES256']
  const privateKey = await importPKCS8(decryptionKey, encrypted)
  const publicKey = await importSPKI(verificationKey, signed)
  const pool = openPool(databaseUrl)
  await pool.query('create table results (secret text primary key, attributes jsonb not null)')

  const app = fastify()
  app.addContentTypeParser('application/jwt', { parseAs: 'string' }, (_request, body, done) =>
    done(null, body),
  )
  app.post<{ Params: { secret: string }; Body: string }>('/chat/attr/:secret', async (request) => {
    const { plaintext } = await compactDecrypt(request.body, privateKey, {
      keyManagementAlgorithms: [encrypted],
      contentEncryptionAlgorithms: ['A128CBC-HS256'],
    })
    const { njwt } = JSON.parse(new TextDecoder().decode(plaintext))
    const { payload } = await jwtVerify(njwt, publicKey, {
      algorithms: [signed],
      subject: 'id-contact-attributes',
    })
    await pool.query({ ...INSERT, values: [request.params.secret, JSON.stringify(payload['attributes'])] })
    return { received: true }
  })
  return Number(new URL(await app.listen({ port: 0, host: '127.0.0.1' })).port)
})
