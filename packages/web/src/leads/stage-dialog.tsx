import { Select, Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { pipelines, stagesOf } from "../api/deals.ts";
import { Dialog } from "../app/dialog.tsx";
import { DialogFoot } from "../app/dialog-foot.tsx";
import { reasonOf } from "../app/reason.ts";
import { useTexts } from "../texts/texts.tsx";

type Props = {
  onChosen: (stage: number) => unknown;
  onClose: () => void;
};

/** Asks at which stage of which pipeline leads become deals. */
export function StageDialog({ what, ...asked }: Props & { what: string }) {
  const { t } = useTexts();
  return (
    <Dialog title={t.panel.convert} onClose={asked.onClose}>
      <Text size="sm" mb="sm">
        {what}
      </Text>
      <StageForm {...asked} />
    </Dialog>
  );
}

/** The same without its dialog. */
export function StageForm({ onChosen, onClose }: Props) {
  const { t } = useTexts();
  const { data: known = [] } = useQuery(pipelines);
  const [chosen, setChosen] = useState<string>();
  const pipeline = chosen ?? (known[0] && String(known[0].id));
  const { data: stages = [] } = useQuery(stagesOf(pipeline === undefined ? undefined : Number(pipeline)));
  const [stage, setStage] = useState<string>();
  const [problem, setProblem] = useState<string>();
  const [isSending, setSending] = useState(false);
  const begin = stages.some(({ id }) => String(id) === stage) ? stage : stages[0] && String(stages[0].id);

  const send = async () => {
    if (begin === undefined) return;
    setSending(true);
    try {
      await onChosen(Number(begin));
    } catch (error) {
      setProblem(reasonOf(error));
    }
    setSending(false);
  };

  return (
    <Stack gap="sm">
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
      <DialogFoot
        problem={problem}
        onCancel={onClose}
        type="button"
        data-autofocus
        isOff={begin === undefined}
        loading={isSending}
        onClick={send}
      >
        {t.panel.convertButton}
      </DialogFoot>
    </Stack>
  );
}
