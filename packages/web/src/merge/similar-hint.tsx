import { Button } from "@mantine/core";
import { IconCopy } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { Suspense, useState } from "react";
import { similarTo } from "../api/merges.ts";
import type { Lead } from "../api/types.ts";
import type { Writing } from "../leads/columns.tsx";
import type { LeadActions } from "../leads/use-lead-actions.tsx";
import { lazyPart } from "../lib/lazy-part.ts";
import { useMergeTexts } from "./texts.ts";

const MergeDialog = lazyPart(() => import("./merge-dialog.tsx"), "MergeDialog");

type Props = { lead: Lead; actions: LeadActions; writing: Writing };

/** Says quietly that there are leads like this one. Nothing where there are none. */
export function SimilarHint({ lead, actions, writing }: Props) {
  const m = useMergeTexts();
  const [isOpen, setOpen] = useState(false);
  const { data: similar = [] } = useQuery(similarTo(lead.id));
  if (similar.length === 0) return null;
  return (
    <>
      <Button
        size="compact-xs"
        variant="subtle"
        leftSection={<IconCopy size={12} />}
        onClick={() => setOpen(true)}
      >
        {m.similar(similar.length)}
      </Button>
      <Suspense fallback={null}>
        {isOpen && <MergeDialog {...{ lead, similar, actions, writing }} onClose={() => setOpen(false)} />}
      </Suspense>
    </>
  );
}
