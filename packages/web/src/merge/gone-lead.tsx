import { isApiError } from "@leadfoyer/client";
import { useEffect } from "react";
import { say } from "../app/say.ts";
import { useMergeTexts } from "./texts.ts";
import { useOpenLead } from "./use-open-lead.ts";

/** Long enough to be read, in milliseconds. */
const READ_MS = 10_000;

/** Says of a lead that is gone where it went, if that is known, and goes there. */
export function GoneLead({ error, otherwise }: { error: unknown; otherwise: string }) {
  const m = useMergeTexts();
  const open = useOpenLead();
  const into = mergedInto(error);
  // biome-ignore lint/correctness/useExhaustiveDependencies: once per lead that is gone
  useEffect(() => {
    if (into === undefined) return;
    say({ message: m.wentInto, autoClose: READ_MS });
    void open(into, { replace: true });
  }, [into]);
  return into === undefined ? otherwise : m.wentInto;
}

function mergedInto(error: unknown): string | undefined {
  if (!isApiError(error)) return undefined;
  const { additional_data } = (error.body ?? {}) as { additional_data?: { merged_into?: string } | null };
  return additional_data?.merged_into;
}
