import {
  Combobox,
  Group,
  Kbd,
  Modal,
  ScrollArea,
  TextInput,
  useCombobox,
  VisuallyHidden,
} from "@mantine/core";
import { useState } from "react";
import { useTexts } from "../texts/texts.tsx";
import { type Command, useCommands } from "./commands.ts";
import { useFocusReturns } from "./use-focus-returns.ts";

/** Whether every word typed is somewhere in the name. */
const matches = (command: Command, typed: string): boolean =>
  typed
    .toLowerCase()
    .split(/\s+/)
    .every((word) => command.name.toLowerCase().includes(word));

/** Every action, found by typing. */
export function Palette({ onClose }: { onClose: () => void }) {
  const { t } = useTexts();
  useFocusReturns();
  return (
    <Modal.Root opened onClose={onClose} yOffset="12vh" lockScroll={false}>
      <Modal.Overlay />
      <Modal.Content aria-label={t.commands}>
        <PaletteList onClose={onClose} />
      </Modal.Content>
    </Modal.Root>
  );
}

function PaletteList({ onClose }: { onClose: () => void }) {
  const { t } = useTexts();
  const commands = useCommands();
  const [typed, setTyped] = useState("");
  const combobox = useCombobox({ opened: true, onDropdownClose: onClose });
  const found = commands.filter((command) => matches(command, typed));

  const run = (id: string) => {
    onClose();
    // After the dialog has given the focus back, so that what opens next keeps it.
    setTimeout(() => commands.find((command) => command.id === id)?.run());
  };

  return (
    <Combobox store={combobox} onOptionSubmit={run} withinPortal={false}>
      <Combobox.EventsTarget withExpandedAttribute>
        <TextInput
          data-autofocus
          variant="unstyled"
          size="lg"
          px="md"
          aria-label={t.commands}
          placeholder={t.commands}
          value={typed}
          onChange={({ currentTarget }) => {
            setTyped(currentTarget.value);
            combobox.selectFirstOption();
          }}
        />
      </Combobox.EventsTarget>
      <VisuallyHidden role="status">
        {typed !== "" && t.commandsFound(found.length, found[0]?.name ?? "")}
      </VisuallyHidden>
      <ScrollArea.Autosize mah="50vh" type="auto" viewportProps={{ tabIndex: 0 }}>
        <Combobox.Options p="xs" aria-label={t.commands}>
          {found.length === 0 && <Combobox.Empty>{t.noCommand}</Combobox.Empty>}
          {found.map(({ id, name, key }) => (
            <Combobox.Option key={id} value={id}>
              <Group justify="space-between">
                {name}
                {key && <Kbd size="xs">{key}</Kbd>}
              </Group>
            </Combobox.Option>
          ))}
        </Combobox.Options>
      </ScrollArea.Autosize>
    </Combobox>
  );
}
