import { Type } from 'typebox'

/** Query of `POST {session_url}?type=`. */
export const SessionUpdateQuerySchema = Type.Object(
  { type: Type.Union([Type.Literal('user_active'), Type.Literal('logout')]) },
  { title: 'SessionUpdateQuery' },
)
