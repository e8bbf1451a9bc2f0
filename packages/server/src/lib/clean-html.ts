import { createRequire } from "node:module";
import { MAX_NOTE_BYTES } from "@leadfoyer/contract";
import type sanitizeHtml from "sanitize-html";
import { DomainError } from "./domain-error.ts";

declare const clean: unique symbol;

const require = createRequire(import.meta.url);
/** Loaded with the first note: with the CSS parser it brings, it is larger than all that is done with notes. */
const loadSanitizer = (): typeof sanitizeHtml => require("sanitize-html");

/** HTML that can neither run anything nor leave its place on a page. Only this file makes it. */
export type CleanHtml = string & { readonly [clean]: true };

const COLOR = [/^#[0-9a-f]{3,8}$/i, /^rgba?\([\d\s,.%/]+\)$/i, /^[a-z]{3,30}$/i];
const SIZE = [/^\d{1,3}(\.\d{1,3})?(px|pt|em|rem|%)$/, /^(x{0,2}-)?(small|large)$|^medium$/];

const options: sanitizeHtml.IOptions = {
  allowedTags: [
    ...["p", "br", "div", "span", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "pre", "code", "hr"],
    ...["b", "strong", "i", "em", "u", "s", "strike", "del", "ins", "mark", "small", "sub", "sup", "font"],
    ...["ul", "ol", "li", "dl", "dt", "dd", "a", "img"],
    ...["table", "caption", "colgroup", "col", "thead", "tbody", "tfoot", "tr", "th", "td"],
  ],
  allowedAttributes: {
    "*": ["style", "title", "dir", "align"],
    a: ["href", "target"],
    img: ["src", "alt", "width", "height"],
    font: ["color", "size"],
    ol: ["start", "type"],
    td: ["colspan", "rowspan", "width", "valign"],
    th: ["colspan", "rowspan", "width", "valign", "scope"],
    col: ["span", "width"],
    colgroup: ["span", "width"],
  },
  allowedStyles: {
    "*": {
      color: COLOR,
      "background-color": COLOR,
      "font-size": SIZE,
      "font-weight": [/^(normal|bold|bolder|lighter|[1-9]00)$/],
      "font-style": [/^(normal|italic|oblique)$/],
      "text-align": [/^(left|right|center|justify)$/],
      "text-decoration": [/^(none|underline|line-through)$/],
    },
  },
  allowedSchemes: ["http", "https", "mailto", "tel"],
  allowedSchemesByTag: { img: ["http", "https"] },
  allowProtocolRelative: false,
  // An image without a whole address would be asked of Foyer itself, in the reader's name.
  exclusiveFilter: ({ tag, attribs }) => tag === "img" && !/^https?:\/\//i.test(attribs.src ?? ""),
  // Their text is no text to read.
  nonTextTags: [
    ...["script", "style", "textarea", "option", "noscript", "svg", "math", "template", "iframe"],
    ...["object", "embed", "select", "xmp", "noembed", "noframes", "plaintext", "head", "title"],
  ],
  nestingLimit: 50,
};

/** Takes out of HTML what is not plainly there to be read. What is clean comes out as it is. */
export const cleanHtml = (html: string): CleanHtml => loadSanitizer()(html, options) as CleanHtml; // made clean here

/**
 * Clean HTML of a bearable length. `key` is the member it came in.
 * @throws DomainError `invalid` when it is too long, as sent or as kept.
 */
export function toCleanHtml(html: string, key: string): CleanHtml {
  const kept = Buffer.byteLength(html) > MAX_NOTE_BYTES ? undefined : cleanHtml(html);
  if (kept !== undefined && Buffer.byteLength(kept) <= MAX_NOTE_BYTES) return kept;
  throw new DomainError("invalid", {
    info: `"${key}" must be at most 100 KB (${MAX_NOTE_BYTES} bytes) of HTML`,
  });
}
