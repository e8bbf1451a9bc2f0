import { Alert, Button, Group, Select, Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { convert, pipelines, stagesOf } from "../api/deals.ts";
import type { Lead } from "../api/types.ts";
import { Dialog } from "../app/dialog.tsx";
import { useTexts } from "../texts/texts.tsx";
import { refreshLists } from "./lead-cache.ts";
import { type LeadActions, reasonOf } from "./use-lead-actions.tsx";

type Props = { leads: readonly Lead[]; actions: LeadActions; onClose: () => void; onConverted: () => void };

/** Makes deals of leads, in the pipeline and at the stage one chooses. */
export function ConvertDialog({ leads, actions, onClose, onConverted }: Props) {
  const { t } = useTexts();
  const navigate = useNavigate();
  const { data: known = [] } = useQuery(pipelines);
  const [chosen, setChosen] = useState<string>();
  const pipeline = chosen ?? (known[0] && String(known[0].id));
  const { data: stages = [] } = useQuery(stagesOf(pipeline === undefined ? undefined : Number(pipeline)));
  const [stage, setStage] = useState<string>();
  const [problem, setProblem] = useState<string>();
  const [isSending, setSending] = useState(false);
  const begin = stages.some(({ id }) => String(id) === stage) ? stage : stages[0] && String(stages[0].id);

  const send = async () => {
    setSending(true);
    try {
      const undo = await convert(
        leads.map(({ id }) => id),
        Number(begin),
      );
      onClose();
      onConverted();
      await navigate({ to: ".", search: (before: object) => ({ ...before, lead: undefined }) });
      await refreshLists();
      actions.did({ what: t.panel.converted(leads.length), undo: () => undo().then(refreshLists) });
    } catch (error) {
      setProblem(reasonOf(error));
    }
    setSending(false);
  };

  return (
    <Dialog title={t.panel.convert} onClose={onClose}>
      <Stack gap="sm">
        <Text size="sm">{leads.length === 1 ? leads[0]?.title : t.selected(leads.length)}</Text>
        <Select
          label={t.panel.pipeline}
          allowDeselect={false}
          data={known.map(({ id, name }) => ({ value: String(id), label: name }))}
          value={pipeline ?? null}
          onChange={(id) => setChosen(id ?? undefined)}
        />
        <Select
          label={t.panel.stage}
          allowDeselect={false}
          data={stages.map(({ id, name }) => ({ value: String(id), label: name }))}
          value={begin ?? null}
          onChange={(id) => setStage(id ?? undefined)}
        />
        {problem && (
          <Alert color="red" role="alert" p="xs">
            {problem}
          </Alert>
        )}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t.cancel}
          </Button>
          <Button data-autofocus disabled={begin === undefined} loading={isSending} onClick={send}>
            {t.panel.convertButton}
          </Button>
        </Group>
      </Stack>
    </Dialog>
  );
}
