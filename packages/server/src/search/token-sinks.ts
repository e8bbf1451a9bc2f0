/** Takes the tokens of an item, whole ones and those that are a stretch of a text behind a beginning. */
export type TokenSink = {
  add(token: string): void;
  addPart(beginning: string, text: string, from: number, to: number): void;
};

/** Each token once. */
export function createTokenSet(): TokenSink & { readonly tokens: ReadonlySet<string> } {
  const tokens = new Set<string>();
  return {
    tokens,
    add: (token) => void tokens.add(token),
    addPart: (beginning, text, from, to) => void tokens.add(beginning + text.slice(from, to)),
  };
}

/** Bytes written in one place over and over: hundreds of short strings that die at once cost more than what they say. */
const room = Buffer.alloc(16 * 1_024);

const SPACE = 0x20;
const LAST_ASCII = 0x7f;

/** Tokens with a space before each, for SQLite; one at a time, and only of a few words in ASCII. */
export function createSpelling(): TokenSink & { text(): string | undefined } {
  let length = 0;
  let fits = true;

  function put(text: string, from: number, to: number): void {
    for (let index = from; index < to; index++) {
      const code = text.charCodeAt(index);
      if (code > LAST_ASCII) fits = false;
      room[length++] = code;
    }
  }

  function addPart(beginning: string, text: string, from: number, to: number): void {
    const end = length + 1 + beginning.length + to - from;
    if (end > room.length) fits = false;
    if (!fits) return;
    room[length++] = SPACE;
    put(beginning, 0, beginning.length);
    put(text, from, to);
  }

  return {
    add: (token) => addPart(token, "", 0, 0),
    addPart,
    /** Undefined where some token would not fit. */
    text: () => (fits ? room.toString("latin1", 1, length) : undefined),
  };
}
