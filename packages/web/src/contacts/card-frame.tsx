import { ActionIcon, Card, Group, Menu, Skeleton, TextInput } from "@mantine/core";
import { IconArrowsExchange, IconDots, IconUnlink } from "@tabler/icons-react";
import { type ReactNode, type Ref, useId, useState } from "react";
import { Editing, InPlace } from "../app/in-place.tsx";
import type { Writing } from "../leads/columns.tsx";
import type { LeadActions } from "../leads/use-lead-actions.tsx";
import classes from "./contacts.module.css";

/** What the card of a person and that of an organization are given. */
export type CardProps = {
  id: number;
  writing: Writing;
  actions: LeadActions;
  /** Undefined where another one may not be chosen, or this one not be taken off. */
  onReplace: (() => void) | undefined;
  onRemove: (() => void) | undefined;
  /** The button of what can be done to the link. */
  opener: Ref<HTMLButtonElement>;
};

type Props = Omit<CardProps, "id" | "actions"> & {
  kind: string;
  icon: ReactNode;
  name: string | undefined;
  /** Whether it may not be changed. */
  isFixed: boolean;
  onRename: (name: string) => void;
  children: ReactNode;
};

/** The name of a contact, what can be done to the link with it, and what is known of it. */
export function CardFrame({
  kind,
  icon,
  name,
  writing: { t },
  onRename,
  onReplace,
  onRemove,
  opener,
  isFixed,
  children,
}: Props) {
  return (
    <Card withBorder padding="sm" component="section" aria-label={kind}>
      <Group gap={8} wrap="nowrap">
        {icon}
        {name === undefined ? <Skeleton h={14} w={120} /> : <Name {...{ kind, name, isFixed, onRename }} />}
        {(onReplace || onRemove) && (
          <Menu position="bottom-end" trapFocus returnFocus>
            <Menu.Target>
              <ActionIcon ref={opener} variant="subtle" color="gray" aria-label={t.panel.contactMenu(kind)}>
                <IconDots size={16} />
              </ActionIcon>
            </Menu.Target>
            <Menu.Dropdown>
              {onReplace && (
                <Menu.Item leftSection={<IconArrowsExchange size={16} />} onClick={onReplace}>
                  {t.panel.replace}
                </Menu.Item>
              )}
              {onRemove && (
                <Menu.Item leftSection={<IconUnlink size={16} />} onClick={onRemove}>
                  {t.panel.takeOff}
                </Menu.Item>
              )}
            </Menu.Dropdown>
          </Menu>
        )}
      </Group>
      {children}
    </Card>
  );
}

type Named = { kind: string; name: string; isFixed: boolean; onRename: (name: string) => void };

function Name({ kind, name, isFixed, onRename }: Named) {
  const id = useId();
  return (
    <div className={classes.name}>
      <span id={id} hidden>
        {kind}
      </span>
      <InPlace nameId={id} disabled={isFixed} shown={<b>{name}</b>}>
        {(close) => <OneLine label={kind} value={name} onSave={onRename} close={close} required />}
      </InPlace>
    </div>
  );
}

type LineProps = {
  label: string;
  value: string;
  type?: "text" | "email" | "tel";
  required?: true;
  onSave: (value: string) => void;
  close: () => void;
};

/** A text in one line, being edited. */
export function OneLine({ label, value, type = "text", required, onSave, close }: LineProps) {
  const [draft, setDraft] = useState(value);
  const save = () => {
    close();
    const wanted = draft.trim();
    if (wanted !== value && (wanted !== "" || !required)) onSave(wanted);
  };
  return (
    <Editing onSave={save} onCancel={close}>
      <TextInput
        autoFocus
        type={type}
        aria-label={label}
        maxLength={255}
        value={draft}
        onChange={({ currentTarget }) => setDraft(currentTarget.value)}
      />
    </Editing>
  );
}
