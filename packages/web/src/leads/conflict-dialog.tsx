import { Button, Group, Modal, Table, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { customFields } from "../api/fields.ts";
import { type Held, MemberText, memberName, wholeKey } from "../fields/member-text.tsx";
import { lastChange } from "../history/history-queries.ts";
import { dateTime } from "../lib/formats.ts";
import type { Conflict } from "./conflicts.ts";
import { useWriting } from "./use-writing.ts";

/** Two versions of what one was changing. It goes only when one of them was chosen, so that nothing is lost. */
export function ConflictDialog({ conflict: { mine, theirs, settle } }: { conflict: Conflict }) {
  const writing = useWriting();
  const { t, locale, users } = writing;
  const { data: fields = [] } = useQuery(customFields);
  const { data: last } = useQuery(lastChange(theirs.id, theirs.update_time));
  const who = last ? users.get(last.user_id)?.name : undefined;
  const members = [...new Set(Object.keys(mine).map(wholeKey))];
  const own = { ...theirs, ...mine } as Held;
  return (
    <Modal.Root opened onClose={() => {}} lockScroll={false}>
      <Modal.Overlay />
      <Modal.Content>
        <Modal.Title fw={650} p="md" pb={0}>
          {t.panel.conflict}
        </Modal.Title>
        <Modal.Body pt="xs">
          <Text size="sm" c="dimmed">
            {t.panel.conflictHint(theirs.title, who, dateTime(locale, theirs.update_time))}
          </Text>
          <Table mt="sm" withRowBorders={false} layout="fixed">
            <Table.Thead>
              <Table.Tr>
                <Table.Td w="26%" />
                <Table.Th>{t.panel.mine}</Table.Th>
                <Table.Th>{t.panel.theirs}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {members.map((member) => (
                <Table.Tr key={member}>
                  <Table.Th>{memberName(member, fields, t) ?? member}</Table.Th>
                  <Table.Td>
                    <MemberText {...{ member, fields, writing }} held={own} />
                  </Table.Td>
                  <Table.Td>
                    <MemberText {...{ member, fields, writing }} held={theirs} />
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
          <Group justify="flex-end" mt="md">
            <Button variant="default" onClick={() => settle("theirs")}>
              {t.panel.keepTheirs}
            </Button>
            <Button data-autofocus onClick={() => settle("mine")}>
              {t.panel.keepMine}
            </Button>
          </Group>
        </Modal.Body>
      </Modal.Content>
    </Modal.Root>
  );
}
