/** Bytes kept over all lists and companies. */
const CAPACITY = 8 * 1_048_576;

/** Pages that were asked for once, of which no more than their names is kept. */
const ASKED = 1_000;

type Ready = { version: number; body: Buffer };

/**
 * Keeps whole answers as the bytes they left in, so that a page asked for again is neither queried nor written anew.
 * An answer holds as long as nothing in its company has changed since; the longest unused goes first. Who walks a list
 * once asks for no page again, and takes no room.
 */
export function createReadyPages(capacity = CAPACITY) {
  const ready = new Map<string, Ready>();
  const asked = new Map<string, number>();
  let bytes = 0;

  function drop(name: string): void {
    const known = ready.get(name);
    if (known && ready.delete(name)) bytes -= known.body.length;
  }

  function keep(name: string, version: number, body: Buffer): void {
    drop(name);
    ready.set(name, { version, body });
    bytes += body.length;
    for (const oldest of ready.keys()) {
      if (bytes <= capacity) return;
      drop(oldest);
    }
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
    /** Keeps a page that is asked for again in this version; undefined for one that is not worth it yet. */
    keeper(name: string, version: number): ((body: Buffer) => void) | undefined {
      const isAgain = asked.get(name) === version;
      asked.delete(name);
      asked.set(name, version);
      if (asked.size > ASKED) asked.delete(asked.keys().next().value ?? "");
      return isAgain ? (body) => keep(name, version, body) : undefined;
    },
  };
}
