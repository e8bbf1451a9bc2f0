import { Stack } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { intoPreview, type OpenDeal } from "../api/open-deals.ts";
import type { Lead } from "../api/types.ts";
import { DialogFoot } from "../app/dialog-foot.tsx";
import { reasonOf } from "../app/reason.ts";
import { useTexts } from "../texts/texts.tsx";
import classes from "./convert.module.css";
import { DealPicker } from "./deal-picker.tsx";
import { WhatBecomes } from "./what-becomes.tsx";

type Props = {
  lead: Lead;
  autoFocus: boolean;
  onChosen: (deal: OpenDeal) => Promise<void>;
  onClose: () => void;
};

/** Asks which deal a lead becomes a part of, and shows what comes of that before it is done. */
export function IntoDeal({ lead, autoFocus, onChosen, onClose }: Props) {
  const { t } = useTexts();
  const [deal, setDeal] = useState<OpenDeal>();
  const [problem, setProblem] = useState<string>();
  const [isSending, setSending] = useState(false);

  const choose = (next: OpenDeal | undefined) => {
    setProblem(undefined);
    setDeal(next);
  };
  const preview = useQuery({ ...intoPreview(lead.id, deal?.id ?? 0), enabled: deal !== undefined });
  const refused = problem ?? (preview.error ? reasonOf(preview.error) : undefined);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (!deal || !preview.data || isSending) return;
    setSending(true);
    await onChosen(deal).catch((error) => setProblem(reasonOf(error)));
    setSending(false);
  };

  return (
    <form onSubmit={submit}>
      <Stack gap="sm">
        <DealPicker {...{ lead, autoFocus }} onChange={choose} />
        {preview.data && !refused && <WhatBecomes lead={lead} preview={preview.data} />}
        <div className={classes.foot}>
          <DialogFoot
            problem={refused}
            onCancel={onClose}
            isOff={!preview.data || refused !== undefined}
            loading={isSending}
          >
            {t.panel.convertButton}
          </DialogFoot>
        </div>
      </Stack>
    </form>
  );
}
