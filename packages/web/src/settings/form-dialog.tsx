import { Stack, TextInput } from "@mantine/core";
import type { FormEvent, ReactNode } from "react";
import { Dialog } from "../app/dialog.tsx";
import { DialogFoot } from "../app/dialog-foot.tsx";
import { useSave } from "../app/use-save.ts";
import { useWords } from "./words.ts";

type Form<T> = {
  /** What the button says that sends it. */
  action: string;
  send: () => PromiseLike<T>;
  /** What is said when it is done; nothing where `onSaved` shows it. */
  said?: string | ((data: T) => string);
  onClose: () => void;
  onSaved?: (data: T) => void;
  children: ReactNode;
};

/** A dialog around a form. */
export const FormDialog = <T,>({ title, ...form }: Form<T> & { title: string }) => (
  <Dialog title={title} onClose={form.onClose}>
    <Form {...form} />
  </Dialog>
);

/** Inputs, and below them how to back out or send what they hold. Refused, it stays as it is. */
export function Form<T>({ action, send, said, onClose, onSaved, children }: Form<T>) {
  const { save, isSaving } = useSave();
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const saved = await save(send, said === undefined ? {} : { said });
    if (!saved) return;
    onClose();
    onSaved?.(saved.data);
  };
  return (
    <form onSubmit={submit}>
      <Stack gap="md">
        {children}
        <DialogFoot onCancel={onClose} loading={isSaving}>
          {action}
        </DialogFoot>
      </Stack>
    </form>
  );
}

type Named = { label?: string; value: string; onChange: (name: string) => void };

/** What something is called, asked for first. */
export function NameInput({ label, value, onChange }: Named) {
  const { s } = useWords();
  return (
    <TextInput
      label={label ?? s.name}
      value={value}
      required
      maxLength={255}
      data-autofocus
      onChange={({ currentTarget }) => onChange(currentTarget.value)}
    />
  );
}
