import { Button, Stack } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useState } from "react";
import type { ContactKind } from "../api/contacts.ts";
import type { Lead, LeadChange } from "../api/types.ts";
import { Editing } from "../app/in-place.tsx";
import { useFocusBack } from "../app/use-focus-back.ts";
import { useContact } from "../fields/contact-name.tsx";
import type { Writing } from "../leads/columns.tsx";
import { ContactPicker, type PickedContact } from "../leads/contact-picker.tsx";
import { contactId } from "../leads/picked-contact.ts";
import type { LeadActions } from "../leads/use-lead-actions.tsx";
import { OrganizationCard } from "./organization-card.tsx";
import { PersonCard } from "./person-card.tsx";

type Props = {
  lead: Lead;
  /** Whether it may not be changed. */
  isFixed: boolean;
  actions: LeadActions;
  writing: Writing;
};

/** Who a lead hangs on: looked at, mended, replaced, or made on the spot. */
export function LeadContacts(props: Props) {
  return (
    <Stack gap="xs">
      <LeadContact {...props} kind="person" />
      <LeadContact {...props} kind="organization" />
    </Stack>
  );
}

const members = { person: "person_id", organization: "organization_id" } as const;

function LeadContact({ lead, isFixed, actions, writing, kind }: Props & { kind: ContactKind }) {
  const { t } = writing;
  const [isChoosing, setChoosing] = useState(false);
  const opener = useFocusBack(isChoosing);
  const id = lead[members[kind]];
  const other = lead[members[kind === "person" ? "organization" : "person"]];
  const set = (to: number | null) => actions.change(lead, { [members[kind]]: to } as LeadChange);

  const choose = async (picked: PickedContact | undefined) => {
    setChoosing(false);
    try {
      const chosen = (await contactId(kind, picked)) ?? null;
      if (chosen !== id) await set(chosen);
    } catch (error) {
      actions.refuse(error);
    }
  };

  if (isChoosing)
    return (
      <Chooser label={t[kind]} {...{ kind, id }} onChoose={choose} onCancel={() => setChoosing(false)} />
    );
  if (id === null)
    return isFixed ? null : (
      <Button
        ref={opener}
        size="compact-sm"
        variant="subtle"
        ml={-8}
        w="fit-content"
        leftSection={<IconPlus size={14} aria-hidden />}
        onClick={() => setChoosing(true)}
      >
        {kind === "person" ? t.panel.addPerson : t.panel.addOrganization}
      </Button>
    );
  const Card = kind === "person" ? PersonCard : OrganizationCard;
  return (
    <Card
      id={id}
      {...{ actions, writing, opener }}
      onReplace={isFixed ? undefined : () => setChoosing(true)}
      onRemove={isFixed || other === null ? undefined : () => set(null)}
    />
  );
}

type ChooserProps = {
  label: string;
  kind: ContactKind;
  /** Who it is now. */
  id: number | null;
  /** Told of nobody where the name was taken out. */
  onChoose: (picked: PickedContact | undefined) => void;
  onCancel: () => void;
};

function Chooser({ label, kind, id, onChoose, onCancel }: ChooserProps) {
  const held = useContact(kind, id ?? undefined);
  const [picked, setPicked] = useState<PickedContact | undefined>(held);
  return (
    <Editing onSave={() => onChoose(picked)} onCancel={onCancel}>
      <ContactPicker
        kind={kind}
        ariaLabel={label}
        autoFocus
        value={picked}
        onChange={setPicked}
        onPick={onChoose}
      />
    </Editing>
  );
}
