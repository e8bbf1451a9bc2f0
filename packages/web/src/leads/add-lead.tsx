import { Group, Select, Stack, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
import { foyer } from "../api/foyer.ts";
import { currencies, me } from "../api/queries.ts";
import type { NewLead } from "../api/types.ts";
import { Dialog } from "../app/dialog.tsx";
import { DialogFoot } from "../app/dialog-foot.tsx";
import { reasonOf } from "../app/reason.ts";
import { NumberInput } from "../fields/number-input.tsx";
import { useTexts } from "../texts/texts.tsx";
import { ContactPicker, type PickedContact } from "./contact-picker.tsx";
import { undoing } from "./deeds.ts";
import { refreshLists } from "./lead-cache.ts";
import { contactId } from "./picked-contact.ts";
import { useTelling } from "./use-lead-actions.tsx";

type Props = { onClose: () => void; onAdded: (id: string) => void };

export function AddLead({ onClose, onAdded }: Props) {
  const { t } = useTexts();
  return (
    <Dialog title={t.addTitle} onClose={onClose}>
      <AddForm onClose={onClose} onAdded={onAdded} />
    </Dialog>
  );
}

/** Tells that a lead was added. Taken back, nobody looks at it any more. */
function useTellAdded() {
  const { t } = useTexts();
  const { tell } = useTelling();
  const navigate = useNavigate();
  const leave = (id: string) =>
    navigate({
      to: ".",
      search: (at: { lead?: string }) => (at.lead === id ? { ...at, lead: undefined } : at),
    });
  return (id: string) =>
    tell({ what: t.done.added, undo: undoing([{ object: "lead", id }], () => leave(id)) });
}

function AddForm({ onClose, onAdded }: Props) {
  const { t } = useTexts();
  const tellAdded = useTellAdded();
  const { data: user } = useQuery(me);
  const { data: known = [] } = useQuery(currencies);
  const [title, setTitle] = useState("");
  const [person, setPerson] = useState<PickedContact>();
  const [organization, setOrganization] = useState<PickedContact>();
  const [amount, setAmount] = useState("");
  const [chosen, setChosen] = useState<string>();
  const [problem, setProblem] = useState<string>();
  const [isSending, setSending] = useState(false);
  const currency = chosen ?? user?.default_currency ?? "EUR";

  const send = async () => {
    const lead: NewLead = {
      title: title.trim(),
      person_id: await contactId("person", person),
      organization_id: await contactId("organization", organization),
      ...(amount !== "" && { value: { amount: Number(amount), currency } }),
      was_seen: true,
    };
    const { id } = await foyer.leads.add(lead);
    await refreshLists();
    tellAdded(id);
    onClose();
    onAdded(id);
  };

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (!person && !organization) return setProblem(t.personOrOrganization);
    setSending(true);
    await send().catch((error) => setProblem(reasonOf(error)));
    setSending(false);
  };

  return (
    <form onSubmit={submit}>
      <Stack gap="sm">
        <TextInput
          label={t.title}
          placeholder={t.titleHint}
          value={title}
          required
          maxLength={255}
          data-autofocus
          onChange={({ currentTarget }) => setTitle(currentTarget.value)}
        />
        <ContactPicker kind="person" label={t.person} value={person} onChange={setPerson} />
        <ContactPicker
          kind="organization"
          label={t.organization}
          value={organization}
          onChange={setOrganization}
        />
        <Group gap="sm" align="start" wrap="nowrap">
          <NumberInput label={t.value} value={amount} onChange={setAmount} flex={1} />
          <Select
            label={t.currency}
            w={110}
            searchable
            data={known.map(({ code }) => code)}
            value={currency}
            onChange={(code) => setChosen(code ?? undefined)}
          />
        </Group>
        <DialogFoot problem={problem} onCancel={onClose} loading={isSending}>
          {t.save}
        </DialogFoot>
      </Stack>
    </form>
  );
}
