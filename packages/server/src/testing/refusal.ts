import type { CitizenPage } from './test-browser.ts'

/** What a refused socket was told. */
export async function refusal(page: CitizenPage): Promise<string> {
  return new Promise((resolve, reject) => {
    page.socket.on('connect', () => reject(new Error('the socket was let in')))
    page.socket.on('connect_error', (error) => {
      const data = 'data' in error ? error.data : undefined
      const told = typeof data === 'object' && data !== null && 'code' in data ? data.code : error.message
      resolve(String(told))
    })
  })
}
