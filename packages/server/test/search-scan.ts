/** What people write of someone, as far as search looks at it. */
export type Written = { name: string; emails: string[]; phones: string[]; notes: string };

const CJK = /[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]/;

/** As anyone would type it: small letters, no accents, no wide letters. */
const plain = (text: string): string =>
  text
    .normalize("NFKC")
    .toLowerCase()
    .normalize("NFD")
    .replace(/[\u0300-\u036f]/g, "")
    .normalize("NFC")
    .replaceAll("ß", "ss")
    .replaceAll("ł", "l")
    .replaceAll("ø", "o");

const wordsIn = (text: string): string[] => plain(text).match(/[\p{L}\p{N}\p{M}]+/gu) ?? [];

/** Runs of one kind of letters: `iPhone手机` is typed as a word and as characters. */
const typed = (term: string): string[] =>
  wordsIn(term).flatMap(
    (word) =>
      word.match(/[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]+|[^\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]+/g) ??
      [],
  );

const digitsOf = (text: string): string => text.replaceAll(/\D/g, "").replace(/^0+/, "");

/**
 * Whether search promises to find someone by a term, by looking at every word of theirs: each word of the term begins
 * one of theirs, or, from three letters on, stands inside one of the name; Chinese, Japanese and Korean stand
 * anywhere. Or it is a number, three digits of it or more, in whatever form.
 */
export function isPromised({ name, emails, phones, notes }: Written, term: string): boolean {
  const texts = [name, ...emails, ...phones, notes];
  const all = texts.flatMap(typed);
  const inName = typed(name);
  const met = typed(term).every((word) =>
    CJK.test(word)
      ? texts.some((text) => plain(text).includes(word))
      : all.some((one) => one.startsWith(word)) ||
        (word.length >= 3 && inName.some((one) => one.includes(word))),
  );
  return (met && typed(term).length > 0) || isNumberPromised(phones, term);
}

function isNumberPromised(phones: readonly string[], term: string): boolean {
  if (!/^[\d\s+().-]+$/.test(term)) return false;
  const digits = digitsOf(term.replace("(0)", ""));
  return digits.length >= 3 && phones.some((phone) => digitsOf(phone.replace("(0)", "")).includes(digits));
}
