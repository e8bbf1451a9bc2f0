import { DomainError } from "./domain-error.ts";

/** Arrays and objects within one another. The deepest filter anybody builds comes to six. */
const MAX_DEPTH = 64;

const [QUOTE, BACKSLASH, OPEN_ARRAY, CLOSE_ARRAY, OPEN_OBJECT, CLOSE_OBJECT] = Buffer.from('"\\[]{}');

/**
 * Parses JSON that came from outside. What is nested without end would exhaust the stack of whoever walks it.
 * @throws DomainError `json_too_deep`; SyntaxError
 */
export function parseJson(text: string): unknown {
  if (text.length > MAX_DEPTH && depthOf(text) > MAX_DEPTH) throw new DomainError("json_too_deep");
  return JSON.parse(text);
}

/** How deep a text would be if it is JSON. */
function depthOf(text: string): number {
  let [depth, deepest] = [0, 0];
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (code === QUOTE) index = endOfString(text, index);
    else if (code === OPEN_ARRAY || code === OPEN_OBJECT) deepest = Math.max(deepest, ++depth);
    else if (code === CLOSE_ARRAY || code === CLOSE_OBJECT) depth -= 1;
  }
  return deepest;
}

/** Where the string that begins at `start` has its closing quote. */
function endOfString(text: string, start: number): number {
  let index = start + 1;
  while (index < text.length && text.charCodeAt(index) !== QUOTE)
    index += text.charCodeAt(index) === BACKSLASH ? 2 : 1;
  return index;
}
