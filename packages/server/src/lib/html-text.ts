const TAG = /<[^>]*>/g;
const ENTITY = /&(?:#(\d+)|#x([0-9a-f]+)|(\w+));/gi;
const named: Readonly<Record<string, string>> = {
  ...{ amp: "&", lt: "<", gt: ">", quot: '"', apos: "'", nbsp: " " },
};
const MOST = 0x10ffff;

/** What clean HTML says, without its tags. Elements part words, as they do on a page. */
export const htmlText = (html: string): string =>
  html
    .replace(TAG, " ")
    .replace(ENTITY, (entity, decimal, hex, name) => named[name] ?? character(decimal, hex) ?? entity)
    .replace(/\s+/g, " ")
    .trim();

function character(decimal: string | undefined, hex: string | undefined): string | undefined {
  const code = decimal ? Number(decimal) : Number.parseInt(hex ?? "", 16);
  return code > 0 && code <= MOST ? String.fromCodePoint(code) : undefined;
}
