import { isApiError, isNoAnswer } from "@leadfoyer/client";
import { customFields } from "../api/fields.ts";
import { queries } from "../api/queries.ts";
import { MovedOn } from "../api/take-back.ts";
import { knownLead } from "../leads/lead-cache.ts";
import { LeadGone } from "../leads/lead-gone.ts";
import { inWords, refusalInWords, UNREACHABLE } from "../texts/refusals.ts";
import { textsNow } from "../texts/texts.tsx";

/** What went wrong, in words of the page's language where there are some, else in the server's own. */
export function reasonOf(error: unknown): string {
  const t = textsNow();
  if (error instanceof MovedOn) return reasonOf(error.cause);
  if (error instanceof LeadGone) return t.refusals.goneLead(error.title);
  if (isNoAnswer(error)) return inWords(t, UNREACHABLE);
  if (!isApiError(error)) return inWords(t, error instanceof Error ? error.message : String(error));
  return refusalInWords(t, error, nameOf);
}

const nameOf = (key: string): string | undefined =>
  queries.getQueryData(customFields.queryKey)?.find((field) => field.key === key)?.name ??
  knownLead(key)?.title;
