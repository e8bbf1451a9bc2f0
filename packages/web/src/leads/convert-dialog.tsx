import { SegmentedControl, Stack, Text } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { Suspense, useState } from "react";
import { convert } from "../api/deals.ts";
import { foyer } from "../api/foyer.ts";
import { convertInto, type OpenDeal } from "../api/open-deals.ts";
import type { Lead } from "../api/types.ts";
import { Dialog } from "../app/dialog.tsx";
import { useConvertTexts } from "../convert/texts.ts";
import { lazyPart } from "../lib/lazy-part.ts";
import { undisturbed } from "../live/undisturbed.ts";
import { useTexts } from "../texts/texts.tsx";
import { undoDeeds } from "./deeds.ts";
import { refreshLists } from "./lead-cache.ts";
import { ended, type Operation } from "./operations.ts";
import { StageForm } from "./stage-dialog.tsx";
import { doing } from "./undo.ts";
import type { LeadActions } from "./use-lead-actions.tsx";

const IntoDeal = lazyPart(() => import("../convert/into-deal.tsx"), "IntoDeal");

type Props = { leads: readonly Lead[]; actions: LeadActions; onClose: () => void; onConverted: () => void };

/** Makes deals of several leads, which is undone as one deed. Those that could not be are told of. */
async function convertAll(
  leads: readonly Lead[],
  stage_id: number,
  actions: LeadActions,
): Promise<Operation> {
  const ids = leads.map(({ id }) => id);
  const operation = await ended(await foyer.bulk.start({ ids, action: "convert", convert: { stage_id } }));
  if (operation.refused > 0) actions.refuse(new Error(operation.refusals[0]?.reason));
  return operation;
}

/** Makes deals of leads, in the pipeline and at the stage one chooses, or one lead a part of a deal that is there. */
export function ConvertDialog({ leads, actions, onClose, onConverted }: Props) {
  const { t } = useTexts();
  const m = useConvertTexts();
  const navigate = useNavigate();
  const [how, setHow] = useState<"fresh" | "existing">("fresh");
  const [isMouse, setMouse] = useState(false);
  const [only] = leads.length === 1 ? leads : [];

  const leave = async () => {
    onClose();
    onConverted();
    await navigate({ to: ".", search: (before: object) => ({ ...before, lead: undefined }) });
  };
  const become = async (what: string, convertOne: () => Promise<() => Promise<void>>) => {
    const undo = await undisturbed(async () => {
      const back = await convertOne();
      await leave();
      return back;
    });
    await refreshLists();
    actions.did({ what, undo: () => undo().then(refreshLists) });
  };
  const makeNew = async (stage: number) => {
    if (only) return doing(become(t.panel.converted(1), () => convert(only.id, stage)));
    return doing(becomeAll(stage));
  };
  const becomeAll = async (stage: number) => {
    const { id, changed } = await undisturbed(async () => {
      const operation = await convertAll(leads, stage, actions);
      await leave();
      return operation;
    });
    await refreshLists();
    if (changed > 0) actions.did({ what: t.panel.converted(changed), undo: () => undoDeeds([id]) });
  };
  const add = (lead: Lead, { id, title }: OpenDeal) =>
    doing(become(m.converted(title), () => convertInto(lead.id, id)));

  return (
    <Dialog title={t.panel.convert} onClose={onClose}>
      <Stack gap="sm">
        <Text size="sm">{only?.title ?? t.selected(leads.length)}</Text>
        {only && (
          <SegmentedControl
            fullWidth
            aria-label={m.how}
            data={[
              { value: "fresh", label: m.fresh },
              { value: "existing", label: m.existing },
            ]}
            value={how}
            onPointerDown={({ pointerType }) => setMouse(pointerType === "mouse")}
            onKeyDown={() => setMouse(false)}
            onChange={setHow}
          />
        )}
        {only && how === "existing" ? (
          <Suspense>
            <IntoDeal
              lead={only}
              autoFocus={isMouse}
              onChosen={(deal) => add(only, deal)}
              onClose={onClose}
            />
          </Suspense>
        ) : (
          <StageForm onChosen={makeNew} onClose={onClose} />
        )}
      </Stack>
    </Dialog>
  );
}
