const equality = { "=": "is", "!=": "is not" };
const emptiness = { "IS NULL": "is empty", "IS NOT NULL": "is not empty" };
const link = { ...equality, ...emptiness };

const number = {
  ...equality,
  ">": "is more than",
  "<": "is less than",
  ">=": "is more or equal to",
  "<=": "is less or equal to",
  ...emptiness,
};

const dateOrder = {
  ">": "is later than",
  "<": "is earlier than",
  ">=": "is exactly or later than",
  "<=": "is exactly or earlier than",
};

const range = {
  "=": "starts at",
  "!=": "does not start at",
  ends_at: "ends at",
  does_not_end_at: "does not end at",
  "<": "starts before",
  "<=": "starts exactly on or before",
  ends_before: "ends before",
  ends_e_before: "ends exactly on or before",
  ">": "starts after",
  ends_after: "ends after",
  ">=": "starts exactly or after",
  ends_e_after: "ends exactly or after",
  includes: "does include",
  ...emptiness,
};

/** The operators of each kind of field, with Pipedrive's words for them. `$` stands for the value. */
export const operators = {
  int: number,
  double: number,
  monetary: number,
  time: {
    ...equality,
    "<": "is before",
    ">": "is after",
    ">=": "is exactly or after than",
    "<=": "is exactly or before than",
    ...emptiness,
  },
  date: { ...equality, ...dateOrder, ...emptiness },
  entered_stage: { ...equality, ...dateOrder },
  timerange: range,
  daterange: range,
  varchar: {
    ...link,
    "LIKE '%$%'": "contains",
    "LIKE '$%'": "starts with",
    "NOT LIKE '$%'": "does not start with",
  },
  stage: { ...equality, has_been: "has been" },
  title: {
    "=": "is",
    "LIKE '$%'": "starts with",
    "LIKE '%$%'": "contains",
    "NOT LIKE '$%'": "does not start with",
  },
  set: { ...equality, contains: "contains", not_contains: "does not contain", ...emptiness },
  enum: link,
  deal: link,
  product: link,
  user: { ...link, belongs_to_team: "belongs to team" },
  status: equality,
  visible_to: equality,
  currency: equality,
  pipeline: equality,
  person: link,
  organization: link,
} as const satisfies Record<string, Record<string, string>>;

/** How the values of a field are compared. */
export type Kind = keyof typeof operators;

/** Still taken of every text. */
export const deprecatedOperators = {
  "NOT LIKE '%$%'": "does not contain",
  "LIKE '%$'": "ends with",
  "NOT LIKE '%$'": "does not end with",
} as const;

type Names<T> = T extends unknown ? keyof T : never;
export type Operator = Names<(typeof operators)[Kind]> | keyof typeof deprecatedOperators;

const textKinds: ReadonlySet<Kind> = new Set(["varchar", "title"]);

/** Every operator a kind takes, deprecated ones last. */
export const operatorsOf = (kind: Kind): Operator[] => [
  ...(Object.keys(operators[kind]) as Operator[]), // a literal object has exactly its keys
  ...(textKinds.has(kind) ? (Object.keys(deprecatedOperators) as Operator[]) : []),
];

/** Whether any kind takes it. */
export const isOperator = (text: string): boolean =>
  Object.values(operators).some((words) => text in words) || text in deprecatedOperators;

/** Whether it asks for a value at all. */
export const takesValue = (operator: string): boolean => operator !== "IS NULL" && operator !== "IS NOT NULL";

/** The parts of an address a condition may be about, named in its `extra_value`. */
export const addressComponents = {
  subpremise: "Apartment/suite no",
  street_number: "House number",
  route: "Street/road name",
  sublocality: "District/sublocality",
  locality: "City/town/village/locality",
  admin_area_level_1: "State/county",
  admin_area_level_2: "Region",
  country: "Country",
  postal_code: "ZIP/Postal code",
  formatted_address: "Full/combined address",
} as const;
