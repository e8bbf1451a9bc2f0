import { useNavigate } from "@tanstack/react-router";
import { convert } from "../api/deals.ts";
import type { Lead } from "../api/types.ts";
import { useTexts } from "../texts/texts.tsx";
import { refreshLists } from "./lead-cache.ts";
import { StageDialog } from "./stage-dialog.tsx";
import type { LeadActions } from "./use-lead-actions.tsx";

type Props = { leads: readonly Lead[]; actions: LeadActions; onClose: () => void; onConverted: () => void };

/** Makes deals of leads, in the pipeline and at the stage one chooses. */
export function ConvertDialog({ leads, actions, onClose, onConverted }: Props) {
  const { t } = useTexts();
  const navigate = useNavigate();
  const ids = leads.map(({ id }) => id);

  const send = async (stage: number) => {
    const undo = await convert(ids, stage);
    onClose();
    onConverted();
    await navigate({ to: ".", search: (before: object) => ({ ...before, lead: undefined }) });
    await refreshLists();
    actions.did({ what: t.panel.converted(leads.length), undo: () => undo().then(refreshLists) });
  };

  const what = leads.length === 1 ? (leads[0]?.title ?? "") : t.selected(leads.length);
  return <StageDialog what={what} onChosen={send} onClose={onClose} />;
}
