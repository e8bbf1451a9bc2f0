import { expect, test } from "vitest";
import { fromFlat, toFlat, toValueRows } from "./custom-values.ts";
import type { StoredField } from "./field-set.ts";

const field = (id: number, field_type: StoredField["field_type"]) =>
  ({ id, key: `k${id}`, field_type }) as StoredField; // the members that matter here

const address = {
  value: "Main St 1",
  country: "Estonia",
  admin_area_level_1: null,
  admin_area_level_2: null,
  locality: null,
  sublocality: null,
  route: null,
  street_number: null,
  subpremise: null,
  postal_code: null,
};

const examples = [
  [field(1, "varchar"), "\uff21bc \u00c9", { k1: "\uff21bc \u00c9" }, [{ txt: "abc \u00e9" }]],
  [field(2, "double"), 0, { k2: 0 }, [{ num: 0 }]],
  [
    field(3, "monetary"),
    { value: 5, currency: "EUR" },
    { k3: 5, k3_currency: "EUR" },
    [{ num: 5, extra: "EUR" }],
  ],
  [field(4, "enum"), 190, { k4: "190" }, [{ num: 190 }]],
  [field(5, "set"), [190, 12], { k5: "190,12" }, [{ num: 190 }, { num: 12 }]],
  [
    field(6, "daterange"),
    { value: "2026-01-01", until: "2026-02-01" },
    { k6: "2026-01-01", k6_until: "2026-02-01" },
    [{ txt: "2026-01-01", extra: "2026-02-01" }],
  ],
  [
    field(7, "time"),
    { value: "09:00:00", timezone_id: 310, timezone_name: null },
    { k7: "09:00:00", k7_timezone_id: 310 },
    [{ txt: "09:00:00" }],
  ],
  [
    field(8, "address"),
    address,
    { k8: "Main St 1", k8_country: "Estonia", k8_formatted_address: "Main St 1" },
    [{ txt: "main st 1" }],
  ],
] as const;

test.each(examples)("a value of %j is %j, flat %j, and found by %j", (one, value, flat, rows) => {
  const values = { [one.key]: value as never };
  expect(toFlat([one], values)).toEqual(flat);
  expect(fromFlat([one], flat)).toEqual(values);
  expect(toValueRows([one], values)).toEqual(
    rows.map((row) => ({ field_id: one.id, num: 0, txt: "", extra: "", ...row })),
  );
});
