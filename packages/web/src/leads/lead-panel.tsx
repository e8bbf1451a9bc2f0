import { isApiError } from "@leadfoyer/client";
import { Alert, Button, Group, Loader, Stack } from "@mantine/core";
import {
  IconArchive,
  IconArchiveOff,
  IconChevronDown,
  IconChevronUp,
  IconTag,
  IconTransform,
  IconTrash,
  IconX,
} from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { type ComponentProps, memo, useEffect, useRef } from "react";
import { LeadActivities } from "../activities/lead-activities.tsx";
import { leadById } from "../api/queries.ts";
import type { Lead } from "../api/types.ts";
import { reasonOf } from "../app/reason.ts";
import { ToolButton } from "../app/tool-button.tsx";
import { LeadContacts } from "../contacts/lead-contacts.tsx";
import { LeadHistory } from "../history/lead-history.tsx";
import { GoneLead } from "../merge/gone-lead.tsx";
import { SimilarHint } from "../merge/similar-hint.tsx";
import { LeadNotes } from "../notes/lead-notes.tsx";
import type { Writing } from "./columns.tsx";
import { PANEL_ID } from "./focus-list.ts";
import { LabelBadges } from "./label-badges.tsx";
import { knownLead } from "./lead-cache.ts";
import { LeadFacts } from "./lead-facts.tsx";
import { LabelMenu } from "./lead-menus.tsx";
import classes from "./lead-panel.module.css";
import { TitleEdit } from "./title-edit.tsx";
import type { LeadActions } from "./use-lead-actions.tsx";
import type { Menus } from "./use-lead-keys.ts";

type Props = {
  id: string;
  actions: LeadActions;
  menus: Menus;
  writing: Writing;
  onClose: () => void;
  onPrevious: (() => void) | undefined;
  onNext: (() => void) | undefined;
};

/** One lead: everything known of it, each thing edited where it stands. */
export const LeadPanel = memo(function LeadPanel(props: Props) {
  const { id, actions, writing } = props;
  const { t, may } = writing;
  // What the list knows is shown at once; what came meanwhile follows.
  const { data: lead, error } = useQuery({ ...leadById(id), placeholderData: () => knownLead(id) });
  const isUnseen = lead && !lead.was_seen && may.change(lead as Lead);
  const seen = useRef<string>(undefined);
  useEffect(() => {
    if (!isUnseen || seen.current === id) return; // refused, it is unseen again: once per lead that is opened
    seen.current = id;
    void actions.see(lead);
  }, [isUnseen, id, lead, actions]);

  return (
    <section id={PANEL_ID} tabIndex={-1} className={classes.panel} aria-label={lead?.title ?? t.details}>
      <PanelBar {...props} lead={lead as Lead | undefined} />
      {error && (
        <Alert color="red" m="md" role="alert">
          {isGone(error) ? <GoneLead error={error} otherwise={t.notFound} /> : reasonOf(error)}
        </Alert>
      )}
      {!lead && !error && <Loader m="xl" aria-label={t.details} />}
      {lead && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: who has no mouse scrolls it by its own keys
        <div key={id} className={classes.body} tabIndex={0}>
          <PanelBody {...props} lead={lead} />
        </div>
      )}
    </section>
  );
});

/** There is no such lead, or what the address names is none. */
const isGone = (error: unknown): boolean =>
  isApiError(error) && (error.status === 404 || error.status === 400);

function PanelBody({ lead, actions, writing, menus }: Props & { lead: Lead }) {
  const { t, labels, may } = writing;
  const isFixed = !may.change(lead);
  return (
    <Stack gap="lg" p="md">
      {isFixed && (
        <Alert color="yellow" p="xs">
          {lead.is_archived ? t.archivedReadOnly : t.notYours}
        </Alert>
      )}
      <div>
        <TitleEdit
          label={t.title}
          value={lead.title}
          disabled={isFixed}
          onSave={(title, giveBack) => void actions.change(lead, { title }, { text: title, giveBack })}
        />
        <Group gap={6} mt={6}>
          <LabelBadges ids={lead.label_ids} labels={labels} />
          {!isFixed && (
            <LabelMenu {...{ actions, menus, writing }} leads={[lead]}>
              <Button size="compact-xs" variant="default" leftSection={<IconTag size={12} />}>
                {t.labels}
              </Button>
            </LabelMenu>
          )}
          {may.merge && <SimilarHint {...{ lead, actions, writing }} />}
        </Group>
      </div>
      <LeadContacts {...{ lead, isFixed, actions, writing }} />
      <LeadActivities
        {...{ lead, writing, actions }}
        isAdding={menus.opened === "activity"}
        onAdd={() => menus.open("activity")}
        onAdded={() => menus.done("activity")}
      />
      <LeadFacts {...{ lead, isFixed, actions, writing, menus }} />
      <LeadNotes
        lead={lead.id}
        {...{ writing, actions }}
        isWriting={menus.opened === "note"}
        onWrite={() => menus.open("note")}
        onWritten={() => menus.done("note")}
      />
      <LeadHistory lead={lead.id} writing={writing} />
    </Stack>
  );
}

function PanelBar({
  lead,
  actions,
  writing: { t, may },
  menus,
  onClose,
  onPrevious,
  onNext,
}: Props & { lead: Lead | undefined }) {
  const archive = lead && may.touch(lead) ? () => void actions.archive([lead], !lead.is_archived) : undefined;
  return (
    <Group className={classes.bar} gap={4} wrap="nowrap">
      <Tool name={t.previousLead} icon={IconChevronUp} onClick={onPrevious} />
      <Tool name={t.nextLead} icon={IconChevronDown} onClick={onNext} />
      <div className={classes.space} />
      <Tool
        name={lead?.is_archived ? t.unarchiveLead : t.archiveLead}
        icon={lead?.is_archived ? IconArchiveOff : IconArchive}
        onClick={archive}
      />
      <Tool
        name={t.panel.convert}
        icon={IconTransform}
        onClick={lead && !lead.is_archived && may.convert ? () => menus.open("convert") : undefined}
      />
      <Tool
        name={t.deleteLead}
        icon={IconTrash}
        onClick={lead && may.remove ? () => menus.open("delete") : undefined}
      />
      <Tool name={t.close} icon={IconX} onClick={onClose} />
    </Group>
  );
}

type ToolProps = Pick<ComponentProps<typeof ToolButton>, "name" | "icon"> & {
  onClick: (() => void) | undefined;
};

const Tool = ({ onClick, ...tool }: ToolProps) => (
  <ToolButton variant="subtle" color="gray" size="lg" disabled={!onClick} onClick={onClick} {...tool} />
);
