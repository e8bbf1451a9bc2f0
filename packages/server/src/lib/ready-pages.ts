/** Bytes kept over all lists and companies. */
const CAPACITY = 8 * 1_048_576;

type Ready = { version: number; body: Buffer };

/**
 * Keeps whole answers as the bytes they left in, so that a page asked for again is neither queried nor written anew.
 * An answer holds as long as nothing in its company has changed since; the longest unused goes first.
 */
export function createReadyPages(capacity = CAPACITY) {
  const ready = new Map<string, Ready>();
  let bytes = 0;

  function drop(name: string): void {
    const known = ready.get(name);
    if (known && ready.delete(name)) bytes -= known.body.length;
  }

  return {
    find(name: string, version: number): Buffer | undefined {
      const known = ready.get(name);
      if (!known) return undefined;
      drop(name);
      if (known.version !== version) return undefined;
      ready.set(name, known);
      bytes += known.body.length;
      return known.body;
    },
    keep(name: string, version: number, body: Buffer): void {
      drop(name);
      ready.set(name, { version, body });
      bytes += body.length;
      for (const oldest of ready.keys()) {
        if (bytes <= capacity) return;
        drop(oldest);
      }
    },
  };
}
