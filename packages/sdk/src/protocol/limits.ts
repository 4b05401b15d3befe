/**
 * The bounds of what is read from other components. They hold for every message, and each one is tried in a
 * test (threats T5, T9).
 */
export const LIMITS = Object.freeze({
  /** Bytes of a request body, counted while it streams in. Also the most characters of a token. */
  bodyBytes: 32 * 1024,
  /** Bytes of request headers: room for an auth result of `bodyBytes` in the landing's query. */
  headerBytes: 48 * 1024,
  /** Attributes in one auth result. */
  attributes: 64,
  /** Characters of an attribute's key. */
  attributeKeyCharacters: 128,
  /** Characters of an attribute's value. */
  attributeValueCharacters: 4096,
  /** Characters of a purpose, a method tag or another tag of the configuration. */
  tagCharacters: 256,
  /** Characters of a URL. */
  urlCharacters: 8192,
  /** Characters of a decoded token header. */
  tokenHeaderCharacters: 2048,
  /** Levels of objects and arrays in the JSON of a token. */
  jsonDepth: 16,
  /** Seconds that may lie between `iat` and `exp` of an auth result. */
  lifeSeconds: 15 * 60,
  /** Seconds that the clocks of two components may differ. */
  toleranceSeconds: 30,
  /** Seconds by which our own `iat` is set back: some receivers refuse any `iat` in their future. */
  backdateSeconds: 10,
} as const)
