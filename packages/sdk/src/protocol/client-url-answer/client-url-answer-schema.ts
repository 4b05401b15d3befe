import { Type } from 'typebox'
import { CLIENT_URL_PATTERN } from '../wire/client-url.ts'

/** Answer of the core to `/start`, and of an authentication plugin to `/start_authentication`. */
export const ClientUrlAnswerSchema = Type.Object(
  {
    client_url: Type.String({ pattern: CLIENT_URL_PATTERN, description: 'Where the user goes next.' }),
  },
  { title: 'ClientUrlAnswer' },
)
