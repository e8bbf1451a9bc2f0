import { Radio, Table } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { customFields } from "../api/fields.ts";
import type { MergePreview } from "../api/merges.ts";
import type { Lead } from "../api/types.ts";
import { type Held, MemberText, memberName } from "../fields/member-text.tsx";
import type { Writing } from "../leads/columns.tsx";
import { useMergeTexts } from "./texts.ts";

type Props = {
  lead: Lead;
  other: Lead;
  preview: MergePreview;
  /** The id of the lead that stays. */
  stays: string;
  writing: Writing;
  onStays: (id: string) => void;
  onField: (field: string, id: string) => void;
};

/** Two leads side by side where they differ: for each line, whose value stays. */
export function MergeTable({ lead, other, preview, stays, writing, onStays, onField }: Props) {
  const { t } = writing;
  const m = useMergeTexts();
  const { data: fields = [] } = useQuery(customFields);
  const leads = [
    { one: lead, name: m.thisLead },
    { one: other, name: m.otherLead },
  ];
  return (
    <Table layout="fixed" verticalSpacing={4}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th w="26%">{m.field}</Table.Th>
          {leads.map(({ one, name }) => (
            <Table.Th key={one.id}>{name}</Table.Th>
          ))}
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        <Table.Tr>
          <Table.Th scope="row">{m.stays}</Table.Th>
          {leads.map(({ one, name }) => (
            <Table.Td key={one.id}>
              <Radio
                name="stays"
                aria-label={m.keepsValue(m.stays, name)}
                disabled={one.is_archived}
                checked={stays === one.id}
                onChange={() => onStays(one.id)}
              />
            </Table.Td>
          ))}
        </Table.Tr>
        {preview.fields.map(({ field, lead_id }) => (
          <Table.Tr key={field}>
            <Table.Th scope="row">{memberName(field, fields, t) ?? field}</Table.Th>
            {leads.map(({ one, name }) => (
              <Table.Td key={one.id}>
                <Radio
                  name={field}
                  size="xs"
                  aria-label={m.keepsValue(memberName(field, fields, t) ?? field, name)}
                  label={<MemberText {...{ fields, writing }} member={field} held={one as Held} />}
                  checked={lead_id === one.id}
                  onChange={() => onField(field, one.id)}
                />
              </Table.Td>
            ))}
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
