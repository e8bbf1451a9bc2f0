import { type Db, first, type Tx } from "../storage/db.ts";
import { prepare } from "../storage/prepared.ts";

export type Company = { id: number; domain: string; name: string; default_currency: string };

const columns = ["id", "domain", "name", "default_currency"] as const;

const select = prepare((q, p: { id: number }) =>
  q.selectFrom("companies").select(columns).where("id", "=", p.id),
);

const selectByDomain = prepare((q, p: { domain: string }) =>
  q.selectFrom("companies").select(columns).where("domain", "=", p.domain),
);

const selectFirst = prepare((q, _p: object) =>
  q.selectFrom("companies").select(columns).orderBy("id").limit(1),
);

const insert = prepare((q, p: { domain: string; name: string; now: number }) =>
  q
    .insertInto("companies")
    .values({ domain: p.domain, name: p.name, add_time: p.now })
    .onConflict((conflict) => conflict.column("domain").doNothing())
    .returning(columns),
);

const update = prepare((q, p: Company) =>
  q
    .updateTable("companies")
    .set({ name: p.name, default_currency: p.default_currency })
    .where("id", "=", p.id),
);

export const findCompany = (db: Db, id: number): Promise<Company | undefined> => first(db, select, { id });

export const findCompanyByDomain = (db: Db, domain: string): Promise<Company | undefined> =>
  first(db, selectByDomain, { domain });

/** The company made first: the one the command line means unless told otherwise. */
export const firstCompany = (db: Db): Promise<Company | undefined> => first(db, selectFirst, {});

/** Makes a company; undefined when the domain is taken. */
export const insertCompany = (
  tx: Tx,
  company: { domain: string; name: string },
): Promise<Company | undefined> => first(tx, insert, { ...company, now: tx.now });

export const updateCompany = async (tx: Tx, company: Company): Promise<void> =>
  void (await tx.all(update, company));
