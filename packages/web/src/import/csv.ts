/** Signs that part cells. The first row tells which one a file uses. */
const SEPARATORS = [",", ";", "\t"] as const;

/** The separator of a file: the one its first line has most of, outside of quotes. */
function separatorOf(text: string): string {
  const line = text.replaceAll(/"[^"]*"/g, "").split(/\r?\n/, 1)[0] ?? "";
  const counts = SEPARATORS.map((sign) => ({ sign, count: line.split(sign).length }));
  return counts.reduce((most, one) => (one.count > most.count ? one : most)).sign;
}

/** Reads a table: cells may be quoted, quotes within are doubled, line ends may stand within quotes. Empty rows are left out. */
export function parseCsv(text: string): string[][] {
  const separator = separatorOf(text);
  const pattern = new RegExp(
    `("(?:[^"]|"")*"|[^${separator}"\\r\\n][^${separator}\\r\\n]*|)(${separator}|\\r?\\n|\\r|$)`,
    "gy",
  );
  const rows: string[][] = [];
  let row: string[] = [];
  for (const [whole, cell = "", end] of text.matchAll(pattern)) {
    row.push(cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell.trim());
    if (end === separator) continue;
    if (row.some((one) => one !== "")) rows.push(row);
    row = [];
    if (whole === "") break;
  }
  return rows;
}

const quoted = (cell: string): string => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);

/** Spreadsheets run a cell that begins so as a formula; an apostrophe before it keeps them from it. */
const harmless = (cell: string): string =>
  /^[=+\-@\t\r]/.test(cell) && !/^[+-]?[\d.,\s]+$/.test(cell) ? `'${cell}` : cell;

/** Writes a table that `parseCsv` and spreadsheets read. */
export const writeCsv = (rows: readonly (readonly string[])[]): string =>
  `\uFEFF${rows.map((row) => row.map((cell) => quoted(harmless(cell))).join(",")).join("\r\n")}\r\n`;

/** The text of a file: UTF-8, or what Windows writes where it is not. */
export function decode(bytes: ArrayBuffer): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch (error) {
    if (error instanceof TypeError) return new TextDecoder("windows-1252").decode(bytes);
    throw error;
  }
}
