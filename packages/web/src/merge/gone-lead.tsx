import { isApiError } from "@leadfoyer/client";
import { Button } from "@mantine/core";
import { useMergeTexts } from "./texts.ts";
import { useOpenLead } from "./use-open-lead.ts";

/** Says of a lead that is gone where it went, if that is known. */
export function GoneLead({ error, otherwise }: { error: unknown; otherwise: string }) {
  const m = useMergeTexts();
  const open = useOpenLead();
  const into = mergedInto(error);
  if (into === undefined) return otherwise;
  return (
    <>
      {m.wentInto}{" "}
      <Button size="compact-xs" variant="default" onClick={() => void open(into)}>
        {m.openThat}
      </Button>
    </>
  );
}

function mergedInto(error: unknown): string | undefined {
  if (!isApiError(error)) return undefined;
  const { additional_data } = (error.body ?? {}) as { additional_data?: { merged_into?: string } | null };
  return additional_data?.merged_into;
}
