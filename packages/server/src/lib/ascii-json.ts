/** Everything beyond ASCII, by UTF-16 unit: `\uXXXX` is how JSON spells it. */
const BEYOND_ASCII = /[\u007f-\uffff]/g;

const escapeUnit = (unit: string): string => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`;

/** JSON in ASCII alone: its text is its latin1 bytes, which reach the socket without being encoded again. */
export const asciiJson = (value: unknown): string => JSON.stringify(value).replace(BEYOND_ASCII, escapeUnit);
