/** The zone moments are shown in; the browser's own unless somebody chose another. */
let zone: string | undefined;

/** Has moments shown in a time zone from now on. */
export function showTimesIn(timeZone: string | undefined): void {
  if (timeZone === zone) return;
  zone = timeZone;
  made.clear();
}

/** To be spread into the options of a format. */
const inZone = () => (zone === undefined ? {} : { timeZone: zone });

type Format = Intl.NumberFormat | Intl.DateTimeFormat | Intl.RelativeTimeFormat;

const made = new Map<string, Format>();

/** Formats are dear to make and the same for every row. */
function kept<F extends Format>(name: string, make: () => F): F {
  const known = made.get(name) as F | undefined;
  if (known) return known;
  const fresh = make();
  made.set(name, fresh);
  return fresh;
}

export function money(locale: string, { amount, currency }: { amount: number; currency: string }): string {
  const whole = Number.isInteger(amount);
  return kept(`${locale} ${currency} ${whole}`, () => {
    const options = { style: "currency", currency, ...(whole && { maximumFractionDigits: 0 }) } as const;
    try {
      return new Intl.NumberFormat(locale, options);
    } catch {
      return new Intl.NumberFormat(locale); // a currency of one's own has no place in Intl
    }
  }).format(amount);
}

export const count = (locale: string, value: number): string =>
  kept(`${locale} count`, () => new Intl.NumberFormat(locale)).format(value);

export const number = (locale: string, value: number): string =>
  kept(`${locale} number`, () => new Intl.NumberFormat(locale, { maximumFractionDigits: 10 })).format(value);

/** A time of day, `14:30:00`, in no time zone. */
export const clock = (locale: string, text: string): string =>
  kept(
    `${locale} clock`,
    () => new Intl.DateTimeFormat(locale, { timeStyle: "short", timeZone: "UTC" }),
  ).format(Date.parse(`1970-01-01T${text.length === 5 ? `${text}:00` : text}Z`));

/** A calendar day, `2026-10-31`, in no time zone. */
export const day = (locale: string, text: string): string =>
  kept(
    `${locale} day`,
    () => new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeZone: "UTC" }),
  ).format(Date.parse(`${text}T00:00:00Z`));

/** The same without its year. */
export const shortDay = (locale: string, text: string): string =>
  kept(
    `${locale} short day`,
    () => new Intl.DateTimeFormat(locale, { day: "numeric", month: "short", timeZone: "UTC" }),
  ).format(Date.parse(`${text}T00:00:00Z`));

/** A day by its distance from today: `yesterday`, `tomorrow`. */
export const nearDay = (locale: string, away: number): string =>
  kept(`${locale} near`, () => new Intl.RelativeTimeFormat(locale, { numeric: "auto" })).format(away, "day");

/** The day of a moment, in the reader's time zone. */
export const date = (locale: string, moment: string): string =>
  kept(`${locale} date`, () => new Intl.DateTimeFormat(locale, { dateStyle: "medium", ...inZone() })).format(
    Date.parse(moment),
  );

export const dateTime = (locale: string, moment: string): string =>
  kept(
    `${locale} time`,
    () => new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeStyle: "short", ...inZone() }),
  ).format(Date.parse(moment));
