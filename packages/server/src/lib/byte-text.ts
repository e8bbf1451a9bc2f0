/**
 * A text as the bytes of its UTF-8, one a character: what was read as bytes is put together with it, and leaves,
 * without being decoded and encoded again.
 */
export const toByteText = (text: string): string => Buffer.from(text).toString("latin1");
