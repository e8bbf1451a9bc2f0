/** 128 random bits in hexadecimal. Browsers have `crypto.randomUUID` for pages over TLS and of their own machine alone. */
export const randomKey = (): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join(
    "",
  );
