/** What the address says of a list, beside which tab it is. */
export type Search = {
  /** As the API sorts: `add_time DESC`. */
  sort?: string;
  owner?: number;
  /** The lead that is open. */
  lead?: string;
};

const SORT = /^\w+( (ASC|DESC))?$/;
const ID = /^[0-9a-f-]{36}$/i;

/** Reads the address; what makes no sense in it is left out. */
export function readSearch({ sort, owner, lead }: Record<string, unknown>): Search {
  return {
    ...(typeof sort === "string" && SORT.test(sort) && { sort }),
    ...(Number.isSafeInteger(owner) && Number(owner) > 0 && { owner: Number(owner) }),
    ...(typeof lead === "string" && ID.test(lead) && { lead }),
  };
}
