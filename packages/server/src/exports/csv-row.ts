/** Spreadsheets run a cell that begins so as a formula; an apostrophe before it keeps them from it. */
const FORMULA = /^[=+\-@\t\r]/;
const NUMBER = /^[+-]?[\d.,\s]+$/;

function toCell(text: string): string {
  const harmless = FORMULA.test(text) && !NUMBER.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}

/** A row of a table, as RFC 4180 has it, which spreadsheets open. */
export const csvRow = (cells: readonly string[]): string => `${cells.map(toCell).join(",")}\r\n`;

/** By which spreadsheets know that what follows is UTF-8. */
export const BYTE_ORDER_MARK = "\uFEFF";
