/** Longest message, in characters. */
export const MESSAGE_LIMIT = 4000
