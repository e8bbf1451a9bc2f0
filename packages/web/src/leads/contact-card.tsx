import { Anchor, Card, Group, Skeleton, Text } from "@mantine/core";
import { IconBuilding, IconUser } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import type { ContactKind } from "../api/contacts.ts";
import { organization, person } from "../api/queries.ts";
import type { Writing } from "./columns.tsx";

type Props = { kind: ContactKind; id: number; writing: Writing };

/** Who the lead hangs on, with what one needs to reach them. */
export function ContactCard({ kind, id, writing }: Props) {
  return kind === "person" ? (
    <PersonCard id={id} writing={writing} />
  ) : (
    <OrganizationCard id={id} writing={writing} />
  );
}

function PersonCard({ id, writing: { t } }: Omit<Props, "kind">) {
  const { data } = useQuery(person(id));
  return (
    <Card withBorder padding="sm">
      <Group gap={8} wrap="nowrap">
        <IconUser size={18} aria-label={t.person} />
        {data ? <Text fw={600}>{data.name}</Text> : <Skeleton h={14} w={120} />}
      </Group>
      {data?.emails.map(({ value }) => (
        <Anchor key={value} size="sm" href={`mailto:${value}`}>
          {value}
        </Anchor>
      ))}
      {data?.phones.map(({ value }) => (
        <Anchor key={value} size="sm" href={`tel:${value}`}>
          {value}
        </Anchor>
      ))}
    </Card>
  );
}

function OrganizationCard({ id, writing: { t } }: Omit<Props, "kind">) {
  const { data } = useQuery(organization(id));
  return (
    <Card withBorder padding="sm">
      <Group gap={8} wrap="nowrap">
        <IconBuilding size={18} aria-label={t.organization} />
        {data ? <Text fw={600}>{data.name}</Text> : <Skeleton h={14} w={120} />}
      </Group>
      {data?.address?.value && <Text size="sm">{data.address.value}</Text>}
    </Card>
  );
}
