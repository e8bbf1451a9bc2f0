import { Group, Kbd, Table } from "@mantine/core";
import type { Texts } from "../texts/en.ts";
import { useTexts } from "../texts/texts.tsx";
import { Dialog } from "./dialog.tsx";

/** Every key, as people press it. */
const keys: readonly [name: keyof Texts["keyNames"], keys: readonly string[]][] = [
  ["move", ["j", "k"]],
  ["open", ["Enter"]],
  ["close", ["Esc"]],
  ["select", ["x"]],
  ["archive", ["e"]],
  ["label", ["l"]],
  ["owner", ["o"]],
  ["add", ["c"]],
  ["note", ["n"]],
  ["activity", ["a"]],
  ["value", ["v"]],
  ["closeDate", ["w"]],
  ["convert", ["d"]],
  ["seen", ["s"]],
  ["news", ["r"]],
  ["delete", ["#"]],
  ["search", ["/"]],
  ["undo", ["z"]],
  ["recent", ["g u"]],
  ["goInbox", ["g i"]],
  ["goArchive", ["g a"]],
  ["goSettings", ["g s"]],
  ["palette", ["Ctrl K"]],
  ["help", ["?"]],
];

export function KeysHelp({ onClose }: { onClose: () => void }) {
  const { t } = useTexts();
  return (
    <Dialog title={t.keys} onClose={onClose}>
      <Table verticalSpacing={6} withRowBorders={false}>
        <Table.Tbody>
          {keys.map(([name, pressed]) => (
            <Table.Tr key={name}>
              <Table.Td>{t.keyNames[name]}</Table.Td>
              <Table.Td>
                <Group gap={6} justify="flex-end">
                  {pressed.map((key) => (
                    <Kbd key={key}>{key}</Kbd>
                  ))}
                </Group>
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Dialog>
  );
}
