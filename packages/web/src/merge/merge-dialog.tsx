import { Select, Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { foyer } from "../api/foyer.ts";
import { type MergeInput, mergePreview, type SimilarLead } from "../api/merges.ts";
import type { Lead } from "../api/types.ts";
import { Dialog } from "../app/dialog.tsx";
import { DialogFoot } from "../app/dialog-foot.tsx";
import { reasonOf } from "../app/reason.ts";
import type { Writing } from "../leads/columns.tsx";
import { undoDeeds } from "../leads/deeds.ts";
import { refreshLists, showLead } from "../leads/lead-cache.ts";
import { doing } from "../leads/undo.ts";
import type { LeadActions } from "../leads/use-lead-actions.tsx";
import { undisturbed } from "../live/undisturbed.ts";
import { MergeTable } from "./merge-table.tsx";
import { useMergeTexts } from "./texts.ts";
import { useOpenLead } from "./use-open-lead.ts";

type Props = {
  lead: Lead;
  similar: readonly SimilarLead[];
  actions: LeadActions;
  writing: Writing;
  onClose: () => void;
};

/** Leads like one, side by side with it, to be made one of. */
export function MergeDialog({ lead, similar, actions, writing, onClose }: Props) {
  const m = useMergeTexts();
  const [compared, setCompared] = useState(similar[0]?.lead.id ?? "");
  const other = similar.find((one) => one.lead.id === compared);
  return (
    <Dialog title={m.title} size="lg" onClose={onClose}>
      <Select
        label={m.compareWith}
        data-autofocus
        allowDeselect={false}
        data={similar.map((one) => ({ value: one.lead.id, label: nameOf(one, m.archived) }))}
        value={compared}
        onChange={(id) => id && setCompared(id)}
      />
      {other && <Comparison key={compared} {...{ lead, other, actions, writing, onClose }} />}
    </Dialog>
  );
}

const nameOf = ({ lead, person_name, organization_name }: SimilarLead, archived: string): string =>
  [lead.title, person_name, organization_name, lead.is_archived ? archived : null]
    .filter((part) => part !== null)
    .join(" · ");

type Compared = Omit<Props, "similar"> & { other: SimilarLead };

function Comparison({ lead, other, actions, writing, onClose }: Compared) {
  const m = useMergeTexts();
  // What is archived is not changed, so it cannot be what stays.
  const [stays, setStays] = useState(lead.is_archived ? other.lead.id : lead.id);
  const [fields, setFields] = useState<Record<string, string>>({});
  const loser = stays === lead.id ? other.lead.id : lead.id;
  const input: MergeInput = { loser_ids: [loser], fields };
  const { data: preview, error } = useQuery(mergePreview(stays, input));
  const reasons = [...new Set(other.reasons.map(({ kind }) => m.reasons[kind] ?? kind))];
  const { merge, problem, isSending } = useMerge({ lead, actions, onClose });
  return (
    <Stack gap="sm" mt="sm">
      <Text size="sm" c="dimmed">
        {m.because(reasons.join(", "))}
      </Text>
      {preview && (
        <>
          <MergeTable
            {...{ lead, preview, stays, writing }}
            other={other.lead as Lead}
            onStays={setStays}
            onField={(field, id) => setFields((before) => ({ ...before, [field]: id }))}
          />
          <Text size="sm">
            {m.moves(preview.moves.notes, preview.moves.activities, preview.moves.followers)}
          </Text>
        </>
      )}
      <DialogFoot
        problem={problem ?? (error ? reasonOf(error) : undefined)}
        onCancel={onClose}
        type="button"
        loading={isSending}
        isOff={!preview}
        onClick={() => void merge(stays, input)}
      >
        {m.merge}
      </DialogFoot>
    </Stack>
  );
}

/** Merges, shows what stays, and keeps how to take it back. */
function useMerge({ lead, actions, onClose }: Pick<Props, "lead" | "actions" | "onClose">) {
  const m = useMergeTexts();
  const open = useOpenLead();
  const [problem, setProblem] = useState<string>();
  const [isSending, setSending] = useState(false);
  const send = async (stays: string, input: MergeInput) => {
    const id = await undisturbed(async () => {
      const { lead: merged, operation_id } = await foyer.inbox.merge(stays, input);
      showLead(merged as Lead);
      onClose();
      if (stays !== lead.id) await open(stays);
      return operation_id;
    });
    await refreshLists();
    actions.did({ what: m.merged, undo: () => undoDeeds([id]) });
  };
  const merge = async (stays: string, input: MergeInput) => {
    setSending(true);
    await doing(send(stays, input)).catch((error) => setProblem(reasonOf(error)));
    setSending(false);
  };
  return { merge, problem, isSending };
}
