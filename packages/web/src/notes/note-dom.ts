/** What a note may be made of: the same that the server lets in. Whatever else comes is not built. */
const TAGS = new Set(
  [
    "p br div span h1 h2 h3 h4 h5 h6 blockquote pre code hr b strong i em u s strike del ins mark small sub sup font",
    "ul ol li dl dt dd a img table caption colgroup col thead tbody tfoot tr th td",
  ]
    .join(" ")
    .split(" "),
);
/** Their text is no text to read. */
const SILENT = new Set(
  "script style textarea option noscript svg math template iframe object embed select xmp head title".split(
    " ",
  ),
);
const ATTRIBUTES = new Set(
  "title dir align width height color size start type colspan rowspan valign span scope alt".split(" "),
);
const LINK = /^(https?:|mailto:|tel:)/i;
const PICTURE = /^https?:\/\//i;
const STYLES: Record<string, RegExp> = {
  color: /^[#\w(),.\s%/]+$/,
  "background-color": /^[#\w(),.\s%/]+$/,
  "font-size": /^[\w.%-]+$/,
  "font-weight": /^\w+$/,
  "font-style": /^\w+$/,
  "text-align": /^\w+$/,
  "text-decoration": /^[\w-]+$/,
};

/** What pictures become: links to read by, or themselves, not loaded, to edit around. */
type Pictures = "links" | "kept";

/**
 * The HTML of a note as nodes, built anew from what is allowed, so that nothing of it can run or load, whoever wrote
 * it. Pictures are not fetched: that would tell their host who reads.
 */
export function toNodes(html: string, pictures: Pictures = "links"): DocumentFragment {
  const fragment = document.createDocumentFragment();
  // What is parsed into a template belongs to no page: there nothing is run or loaded.
  const template = document.createElement("template");
  template.innerHTML = html.replaceAll(/<[a-z][^>]*>/gi, undressed);
  build(template.content, fragment, pictures);
  return fragment;
}

/** A tag whose style is not one yet: the page's policy refuses `style` attributes, and complains of each. */
const undressed = (tag: string): string => tag.replaceAll(/([\s/"'])style(?=\s*=)/gi, "$1data-style");

function build(from: Node, to: Node, pictures: Pictures): void {
  for (const node of from.childNodes) {
    if (node instanceof Text) to.appendChild(document.createTextNode(node.data));
    if (!(node instanceof Element)) continue;
    const name = node.localName;
    if (SILENT.has(name)) continue;
    const made = TAGS.has(name) ? toElement(node, name, pictures) : undefined;
    if (made) to.appendChild(made);
    build(node, made ?? to, pictures);
  }
}

function toElement(node: Element, name: string, pictures: Pictures): Element | undefined {
  if (name === "img") return toPicture(node, pictures);
  const made = document.createElement(name);
  for (const { name: attribute, value } of node.attributes)
    if (ATTRIBUTES.has(attribute)) made.setAttribute(attribute, value);
  dress(made, node.getAttribute("data-style") ?? "");
  const href = node.getAttribute("href") ?? "";
  if (name === "a" && LINK.test(href)) lead(made, href);
  return made;
}

function lead(link: Element, href: string): void {
  link.setAttribute("href", href);
  link.setAttribute("target", "_blank");
  link.setAttribute("rel", "noopener noreferrer");
}

function toPicture(node: Element, pictures: Pictures): Element | undefined {
  const source = node.getAttribute("src") ?? "";
  if (!PICTURE.test(source)) return undefined;
  const alt = node.getAttribute("alt") ?? "";
  if (pictures === "kept") {
    const image = document.createElement("img");
    image.alt = alt;
    image.dataset.src = source;
    return image;
  }
  const link = document.createElement("a");
  lead(link, source);
  link.textContent = alt || source;
  return link;
}

/** Sets styles one by one, those that are allowed. */
function dress(made: HTMLElement, style: string): void {
  for (const part of style.split(";")) {
    const [property = "", value = ""] = part.split(":").map((text) => text.trim());
    if (STYLES[property]?.test(value)) made.style.setProperty(property, value);
  }
}

/** What the editor puts where the cursor would find no room. */
const CURSOR_PLACE = "\u200b";

/** What was edited, as HTML to be stored. */
export function toHtml(root: Element): string {
  const copy = root.cloneNode(true) as Element;
  for (const image of copy.querySelectorAll<HTMLElement>("img[data-src]")) {
    image.setAttribute("src", image.dataset.src ?? "");
    delete image.dataset.src;
  }
  return copy.innerHTML.replaceAll(CURSOR_PLACE, "");
}

/** The lines of a note, for as long as only lines can be written. */
export const toLines = (html: string): string =>
  toNodes(html.replaceAll("</p>", "</p>\n"), "kept").textContent?.trimEnd() ?? "";

/** Whether there is nothing to read. */
export const isBlank = (html: string): boolean => {
  const nodes = toNodes(html, "kept");
  return nodes.textContent?.trim() === "" && nodes.querySelector("img") === null;
};
