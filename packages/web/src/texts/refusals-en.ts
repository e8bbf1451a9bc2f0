/** What a refusal says of one thing that was sent: `given` is the limit, or what else it names. */
export type Faults = Record<
  | "required"
  | "number"
  | "date"
  | "time"
  | "email"
  | "address"
  | "redirect"
  | "choice"
  | "gone"
  | "inactive"
  | "characters"
  | "invalid",
  string
> &
  Record<
    "longest" | "shortest" | "least" | "most" | "mostOf" | "leastOf" | "later",
    (given: string) => string
  >;

export type Refusals = {
  /** By the server's own words, or by its code where it answers that alone. */
  known: Record<string, string>;
  /** Where its words hold a name or a number. */
  sentences: {
    permission: string;
    needsContact: string;
    merged: string;
    userExists: (email: string) => string;
    throttled: (minutes: string) => string;
    filterOfOther: string;
    filterGone: string;
    mostFields: (most: string) => string;
    mostOptions: (most: string) => string;
    noteTooLong: string;
    linkInactive: string;
    firstRole: string;
    roleInCircle: string;
    webhooksFull: (most: string) => string;
  };
  /** Of a lead, by its title where that is known. */
  goneLead: (title?: string) => string;
  faults: Faults;
  /** What members are called that the page has no other word for. */
  names: Record<string, string>;
  /** Of a code there are no words for. */
  refused: string;
  /** By status, where nothing else is known; without it the server's own words are shown. */
  statuses: Record<number, string>;
};

const goneLead = (title?: string) =>
  `${title === undefined ? "The lead" : `“${title}”`} is not there any more. It was deleted or converted, or you may not see it.`;

export const refusalsEn: Refusals = {
  known: {
    moved_on: "It was changed since, so it stays as it is.",
    "lead is archived": "The lead is archived. Put it back into the inbox first.",
    "You do not have permissions to do this.": "You are not permitted to do this.",
    "unauthorized access": "You are signed out.",
    "What it changed was changed since": "It was changed since, so it stays as it is.",
    "requested filter not found": "The filter was deleted, or you may not see it.",
    "requested lead not found": goneLead(),
    "Deal not found": "The deal was deleted, or you may not see it. Choose another one.",
    "Deal is archived": "The deal is archived. Choose another one.",
    "Deal is closed": "The deal is won or lost already. Choose an open one.",
    "request over limit": "Too many requests at once. Try again in a moment.",
    unreachable: "Foyer cannot be reached.",
    unfetched: "A part of the page could not be fetched. Foyer may have been made anew meanwhile.",
  },
  sentences: {
    permission: "You are not permitted to do this. Ask an administrator.",
    needsContact: "A lead needs a person or an organization.",
    merged: "The lead was merged into another one.",
    userExists: (email) => `There is a user with the e-mail ${email}.`,
    throttled: (minutes) => `Too many attempts to sign in. Try again in ${minutes} min.`,
    filterOfOther: "Only its owner or an administrator changes a filter.",
    filterGone: "The filter has a condition on a field that was deleted.",
    mostFields: (most) => `There can be no more than ${most} custom fields.`,
    mostOptions: (most) => `A field has at most ${most} options.`,
    noteTooLong: "That is too long: 100 KB at most.",
    linkInactive: "A deactivated user signs in by no link.",
    firstRole: "The first group cannot be deleted.",
    roleInCircle: "A group cannot stand below itself.",
    webhooksFull: (most) => `There are ${most} webhooks already: delete one first.`,
  },
  goneLead,
  faults: {
    required: "this is needed.",
    number: "must be a number.",
    date: "must be a date.",
    time: "must be a time, such as 14:30.",
    email: "must be an e-mail address.",
    address: "must be an address that can be reached, such as https://example.com/hook.",
    redirect: "must begin with https://, but for this very machine (http://localhost).",
    choice: "cannot be chosen, or not any more.",
    gone: "does not exist any more, or you may not see it.",
    inactive: "is not active any more.",
    characters: "has characters that cannot be stored.",
    invalid: "is not valid.",
    longest: (most) => `at most ${most} characters.`,
    shortest: (least) => `at least ${least} characters.`,
    least: (least) => `at least ${least}.`,
    most: (most) => `at most ${most}.`,
    mostOf: (most) => `at most ${most} of them.`,
    leastOf: (least) => `at least ${least} of them.`,
    later: (day) => `must be ${day} or later.`,
  },
  names: {
    name: "Name",
    email: "E-mail",
    emails: "E-mail",
    phone: "Phone",
    phones: "Phone",
    current_password: "Password until now",
    new_password: "New password",
    address: "Address",
    content: "Text",
    color: "Colour",
    options: "Options",
    field_type: "Type",
    subscription_url: "Address",
    redirect_uris: "Addresses",
    scopes: "Permissions",
    timezone_name: "Time zone",
    locale: "Dates and numbers",
    default_currency: "Currency",
    parent_role_id: "Group",
    role_id: "Group",
    filter_id: "Filter",
    conditions: "Conditions",
    field_id: "Field",
    operator: "Condition",
    term: "Search",
    lead_id: "Lead",
    deal_id: "Deal",
    user_id: "User",
  },
  refused: "It was refused.",
  statuses: {},
};
