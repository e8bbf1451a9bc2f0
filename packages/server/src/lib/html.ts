const entities: Record<string, string> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

const escapeText = (text: string): string =>
  text.replace(/[&<>"']/g, (character) => entities[character] ?? "");

/** HTML in which every value is escaped, but for HTML made by this same function. */
export type Html = { readonly html: string };

export function html(parts: TemplateStringsArray, ...values: (string | Html)[]): Html {
  const text = parts.reduce((whole, part, index) => {
    const value = values[index - 1] ?? "";
    return whole + (typeof value === "string" ? escapeText(value) : value.html) + part;
  });
  return { html: text };
}

/** Pieces one after the other. */
export const join = (pieces: readonly Html[]): Html => ({ html: pieces.map(({ html }) => html).join("") });
