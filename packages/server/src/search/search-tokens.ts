import { hash } from "node:crypto";
import type { Engine } from "../storage/prepared.ts";
import { exactKey, fold } from "./fold.ts";
import { mailKey, phoneKey, titleKeys } from "./likeness.ts";
import { forEachPart } from "./parts.ts";
import { phoneDigits } from "./phone-digits.ts";
import { createSpelling, createTokenSet, type TokenSink } from "./token-sinks.ts";
import { pairsOf, wordsOf } from "./words.ts";

/** What can be found. */
export type ItemKind = "lead" | "person" | "organization" | "deal";

/** Where a term can stand, in Pipedrive's words; the name of a contact counts as `title`. */
export type SearchField = "title" | "custom_fields" | "email" | "phone" | "address" | "notes";

/** What is kept to be shown of an item, as columns: JSON, which whoever keeps it knows how to read. */
export type Shown = {
  person_id: number | null;
  organization_id: number | null;
  head: string;
  tail: string;
  texts: string | null;
};
/** An item as it is to be found: its texts, and the contacts and the status a search can be narrowed to. */
export type SearchDocument = {
  kind: ItemKind;
  /** Its number within its company and kind; of leads, `seq`. */
  item: number;
  texts: Partial<Record<SearchField, readonly string[]>>;
  /** Tokens for SQLite, one space between two, of texts that are not among the others. */
  spelled?: string | undefined;
  /** What is shown of it, where SQLite keeps that beside its tokens. */
  shown?: Shown;
  links?: { person_id?: number | null; organization_id?: number | null; status?: string };
  /** It was not there before: nothing of it has to be looked for and taken out first. */
  isNew?: boolean;
};

/** Different tokens kept of one item: PostgreSQL keeps a megabyte of them at most. */
const MOST_TOKENS = 8_000;

/** The letters that tokens begin with, after their scope. Letters and digits are all a tokenizer lets be. */
const sorts = {
  title: { word: "t", beginning: "u", exact: "1", inside: "i" },
  custom_fields: { word: "c", beginning: "v", exact: "2", inside: "f" },
  email: { word: "e", beginning: "w", exact: "3" },
  phone: { word: "p", beginning: "x", exact: "4", inside: "d" },
  address: { word: "a", beginning: "y", exact: "5" },
  notes: { word: "n", beginning: "z", exact: "6" },
} as const satisfies Record<SearchField, Sort>;
type Sort = { word: string; beginning: string; exact: string; inside?: string };

const fields = Object.keys(sorts) as SearchField[]; // a literal object has exactly its keys
const LINK = "l";
const BLOCK = "b";
const LIKENESS = "k";

/** Items of one block. */
export const BLOCK_ITEMS = 8_192;

const SCOPE_LENGTH = 4;
const SCOPES = 36 ** SCOPE_LENGTH;

/** Kinds as they are stored, and how many there is room for. */
export const kindNumbers: Record<ItemKind, number> = { lead: 0, person: 1, organization: 2, deal: 3 };
const KINDS = 4;

/** What all tokens of a company and kind begin with: nothing of another company is ever touched. */
const scopeOf = (company: number, kind: ItemKind): string =>
  ((company * KINDS + kindNumbers[kind]) % SCOPES).toString(36).padStart(SCOPE_LENGTH, "0");

const HASH_LENGTH = 11;
const digest = (text: string): string => hash("sha1", text).slice(0, HASH_LENGTH);

/** Names tokens of one company and kind: the one place that knows how they are spelled. */
export function createTokens(company: number, kind: ItemKind) {
  const scope = scopeOf(company, kind);
  const value = (key: string) => (field: SearchField) => scope + sorts[field].exact + key;
  return {
    word: (field: SearchField, word: string) => scope + sorts[field].word + word,
    beginning: (field: SearchField, part: string) => scope + sorts[field].beginning + part,
    /** Part of a word of a title, or of a number. */
    inside: (field: Inside, part: string) => scope + sorts[field].inside + part,
    /** A whole value, as an exact match compares it. */
    exact: (text: string) => value(digest(exactKey(text))),
    /** A whole value without its accents. */
    alike: (text: string) => value(digest(`~${fold(text).trim()}`)),
    wholeNumber: (field: Inside, digits: string) => value(digest(`#${digits}`))(field),
    person: (id: number) => `${scope}${LINK}p${id}`,
    organization: (id: number) => `${scope}${LINK}o${id}`,
    /** What items that look alike have in common. */
    likeness: (key: string) => scope + LIKENESS + key,
    status: (status: string) => `${scope}${LINK}s${status}`,
    /** Stretches of items in order: PostgreSQL cannot walk its index newest first. */
    block: (item: number) => `${scope}${BLOCK}${Math.floor(item / BLOCK_ITEMS)}`,
  };
}
export type Tokens = ReturnType<typeof createTokens>;

/** Fields in which parts are found: words of titles, and numbers. */
export type Inside = "title" | "phone" | "custom_fields";

/** Longest beginning of a word that is kept; a longer one is looked for among the words. */
export const LONGEST_BEGINNING = 12;

/** Everything an item is found by, each once. SQLite, unlike PostgreSQL, needs the beginnings of words among it. */
export function tokensOf(company: number, document: SearchDocument, engine: Engine): string[] {
  const found = createTokenSet();
  addTokens(found, company, document, engine);
  return [...found.tokens].slice(0, MOST_TOKENS);
}

/** What a title alone makes a lead found by in SQLite, one space between two tokens. The index minds none that is twice. */
export function spellTitle(company: number, title: string): string {
  const document: SearchDocument = { kind: "lead", item: 0, texts: { title: [title] } };
  const spelling = createSpelling();
  addTokens(spelling, company, document, "sqlite");
  return spelling.text() ?? tokensOf(company, document, "sqlite").join(" ");
}

function addTokens(found: TokenSink, company: number, document: SearchDocument, engine: Engine): void {
  const { kind, item, texts, links = {} } = document;
  const tokens = createTokens(company, kind);
  if (engine === "postgres") found.add(tokens.block(item));
  if (links.person_id) found.add(tokens.person(links.person_id));
  if (links.organization_id) found.add(tokens.organization(links.organization_id));
  for (const key of likenessOf(document)) found.add(tokens.likeness(key));
  if (links.status) found.add(tokens.status(links.status));
  for (const field of fields) {
    for (const text of texts[field] ?? []) addText({ found, tokens, field, engine }, text);
  }
}

/** Leads that are one look alike in their titles, people in how they are reached. */
function likenessOf({ kind, texts }: SearchDocument): string[] {
  if (kind === "lead") return (texts.title ?? []).flatMap(titleKeys);
  if (kind === "organization") return [];
  const keys = [...(texts.email ?? []).map(mailKey), ...(texts.phone ?? []).map(phoneKey)];
  return keys.filter((key) => key !== undefined);
}

type Adding = { found: TokenSink; tokens: Tokens; field: SearchField; engine: Engine };

function addText(adding: Adding, text: string): void {
  const { found, tokens, field } = adding;
  found.add(tokens.exact(text)(field));
  if (exactKey(text) !== fold(text).trim()) found.add(tokens.alike(text)(field));
  if (field === "phone" || field === "custom_fields") addNumber(adding, field, text);
  for (const word of wordsOf(text)) {
    if (word.dense) for (const pair of pairsOf(word.text)) found.add(tokens.word(field, pair));
    else addWord(adding, word.text);
  }
}

function addWord({ found, tokens, field, engine }: Adding, word: string): void {
  found.add(tokens.word(field, word));
  const longest = engine === "sqlite" ? Math.min(word.length - 1, LONGEST_BEGINNING) : 0;
  const beginning = tokens.beginning(field, "");
  for (let length = longest; length > 0; length--) found.addPart(beginning, word, 0, length);
  if (field === "title") addInside(found, tokens.inside(field, ""), word);
}

function addInside(found: TokenSink, beginning: string, text: string): void {
  forEachPart(text, (from, to) => found.addPart(beginning, text, from, to));
}

function addNumber({ found, tokens }: Adding, field: "phone" | "custom_fields", text: string): void {
  const digits = phoneDigits(text);
  if (digits === undefined) return;
  found.add(tokens.wholeNumber(field, digits));
  addInside(found, tokens.inside(field, ""), digits);
}
