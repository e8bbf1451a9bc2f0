import { Group, List, Text } from "@mantine/core";
import { IconArrowRight } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { customFields } from "../api/fields.ts";
import type { foyer } from "../api/foyer.ts";
import { type Held, MemberText, memberName } from "../fields/member-text.tsx";
import { count as formatCount } from "../lib/formats.ts";
import { inWords } from "../texts/refusals.ts";
import type { Writing } from "./columns.tsx";

type Preview = Awaited<ReturnType<typeof foyer.bulk.preview>>;
type Example = Preview["examples"][number];

/** Some of the leads of a bulk, with what becomes of each. */
export function BulkExamples({ examples, writing }: { examples: readonly Example[]; writing: Writing }) {
  const { t } = writing;
  const { data: fields = [] } = useQuery(customFields);
  const held = (field: string, value: unknown): Held => ({ [field]: value });
  return (
    <List size="sm" spacing={4} style={{ overflowWrap: "anywhere" }}>
      {examples.map(({ id, title, changes }) => (
        <List.Item key={id}>
          {title}
          {changes
            .filter(({ field }) => memberName(field, fields, t) !== undefined)
            .map(({ field, from, to }) => (
              <Group key={field} gap={6} fz="xs" c="dimmed">
                <span>{memberName(field, fields, t)}:</span>
                <MemberText member={field} held={held(field, from)} {...{ fields, writing }} />
                <IconArrowRight size={14} aria-label={t.panel.became} />
                <MemberText member={field} held={held(field, to)} {...{ fields, writing }} />
              </Group>
            ))}
        </List.Item>
      ))}
    </List>
  );
}

type Refused = { refused: number; refusals: Preview["refusals"]; writing: Writing };

/** How many leads of a bulk are left as they are, and why. */
export function BulkRefusals({ refused, refusals, writing: { t, locale } }: Refused) {
  if (refused === 0) return null;
  const reasons = [...new Set(refusals.map(({ reason }) => inWords(t, reason)))];
  return (
    <Text size="sm">
      {t.bulk.refused(formatCount(locale, refused))} {reasons.join(" ")}
    </Text>
  );
}
