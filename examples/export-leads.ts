/** Writes every lead, archived or not, as CSV: `node examples/export-leads.ts > leads.csv` */
import { foyer } from "./foyer.ts";

const fields = await foyer.fields.load();
const columns = ["id", "title", "person_id", "organization_id", "add_time", "is_archived"] as const;

/** A cell that spreadsheets take for text, never for a formula. */
function cell(value: unknown): string {
  const text = typeof value === "object" && value !== null ? JSON.stringify(value) : String(value ?? "");
  const safe = /^[=+\-@\t\r]/.test(text) && Number.isNaN(Number(text)) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

const line = (values: readonly unknown[]): void =>
  void process.stdout.write(`${values.map(cell).join(",")}\r\n`);

line([...columns, "amount", "currency", ...fields.names()]);
for await (const lead of foyer.leads.list({ archived: "all" })) {
  const named = fields.read(lead);
  const { amount, currency } = lead.value ?? {};
  line([
    ...columns.map((column) => lead[column]),
    amount,
    currency,
    ...fields.names().map((name) => named[name]),
  ]);
}
