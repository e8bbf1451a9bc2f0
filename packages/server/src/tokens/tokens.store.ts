import { type Db, first, type Tx } from "../storage/db.ts";
import { prepare } from "../storage/prepared.ts";
import { type SightRow, sightColumns } from "../storage/sight.ts";

export type TokenOwner = SightRow & {
  token_id: number;
  last_used_time: number | null;
  company_id: number;
  company_domain: string;
  scopes: string | null;
};

/** Found without a company, since a token is what names one. Tokens of deactivated users find nobody. */
const selectOwner = prepare((q, p: { hash: string }, engine) =>
  q
    .selectFrom("api_tokens")
    .innerJoin("users", (join) =>
      join
        .onRef("users.company_id", "=", "api_tokens.company_id")
        .onRef("users.id", "=", "api_tokens.user_id"),
    )
    .innerJoin("companies", "companies.id", "api_tokens.company_id")
    .select(["api_tokens.company_id", "companies.domain as company_domain"])
    .select(["api_tokens.id as token_id", "api_tokens.scopes", "api_tokens.last_used_time"])
    .select(sightColumns(engine))
    .where("api_tokens.hash", "=", p.hash)
    .where("users.active", "=", 1),
);

export type TokenRow = {
  id: number;
  user_id: number;
  name: string;
  hint: string;
  scopes: string | null;
  add_time: number;
  last_used_time: number | null;
};

const columns = ["id", "user_id", "name", "hint", "scopes", "add_time", "last_used_time"] as const;

const insert = prepare((q, p: Omit<TokenRow, "last_used_time"> & { company: number; hash: string }) =>
  q.insertInto("api_tokens").values({
    hash: p.hash,
    company_id: p.company,
    user_id: p.user_id,
    id: p.id,
    name: p.name,
    hint: p.hint,
    scopes: p.scopes,
    add_time: p.add_time,
  }),
);

const select = prepare((q, p: { company: number }) =>
  q.selectFrom("api_tokens").select(columns).where("company_id", "=", p.company).orderBy("id"),
);

type OfUser = { company: number; user: number };

const selectOfUser = prepare((q, p: OfUser) =>
  q
    .selectFrom("api_tokens")
    .select(columns)
    .where("company_id", "=", p.company)
    .where("user_id", "=", p.user)
    .orderBy("id"),
);

const removeOfUser = prepare((q, p: OfUser & { id: number }) =>
  q
    .deleteFrom("api_tokens")
    .where("company_id", "=", p.company)
    .where("user_id", "=", p.user)
    .where("id", "=", p.id)
    .returning("id"),
);

const updateUse = prepare((q, p: { company: number; id: number; now: number }) =>
  q
    .updateTable("api_tokens")
    .set({ last_used_time: p.now })
    .where("company_id", "=", p.company)
    .where("id", "=", p.id),
);

const remove = prepare((q, p: { company: number; id: number }) =>
  q.deleteFrom("api_tokens").where("company_id", "=", p.company).where("id", "=", p.id).returning("id"),
);

export const findTokenOwner = (db: Db, hash: string): Promise<TokenOwner | undefined> =>
  first(db, selectOwner, { hash });

export const insertToken = async (
  tx: Tx,
  company: number,
  token: Omit<TokenRow, "last_used_time"> & { hash: string },
): Promise<void> => void (await tx.all(insert, { company, ...token }));

export const listTokens = (db: Db, company: number): Promise<TokenRow[]> => db.all(select, { company });

/** Whether there was such a token. */
export const removeToken = async (tx: Tx, company: number, id: number): Promise<boolean> =>
  (await first(tx, remove, { company, id })) !== undefined;

export const listTokensOf = (db: Db, of: OfUser): Promise<TokenRow[]> => db.all(selectOfUser, of);

/** Whether the user had such a token. */
export const removeTokenOf = async (tx: Tx, of: OfUser, id: number): Promise<boolean> =>
  (await first(tx, removeOfUser, { ...of, id })) !== undefined;

export const noteTokenUse = async (tx: Tx, company: number, id: number): Promise<void> =>
  void (await tx.all(updateUse, { company, id, now: tx.now }));
