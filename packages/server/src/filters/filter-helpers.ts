import type { FilterHelpers } from "@leadfoyer/contract";
import { addressComponents, deprecatedOperators, operators } from "./filter-operators.ts";
import { relativeDates } from "./relative-dates.ts";

/** Pipedrive lists the operators of an enum one by one, and those of every other type in one object. */
const operatorLists: FilterHelpers["operators"] = {
  ...operators,
  enum: Object.entries(operators.enum).map(([operator, label]) => ({ [operator]: label })),
};

/** What conditions can be made of, as `getFilterHelpers` answers it. */
export const filterHelpers: FilterHelpers = {
  operators: operatorLists,
  deprecated_operators: deprecatedOperators,
  relative_dates: {
    ...Object.fromEntries(
      Object.entries(relativeDates).map(([group, words]) => [
        group,
        Object.fromEntries(Object.entries(words).map(([word, { label }]) => [word, label])),
      ]),
    ),
    "Deal specific": { rotten_time: "Rotten time" },
  },
  address_field_components: addressComponents,
};
