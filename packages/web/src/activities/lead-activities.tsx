import { ActionIcon, Button, Checkbox, Group, Stack, Text, Title, UnstyledButton } from "@mantine/core";
import { IconPlus, IconTrash } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { type Activity, activitiesOf, activityTypes } from "../api/activities.ts";
import type { Lead } from "../api/types.ts";
import { useFocusBack } from "../app/use-focus-back.ts";
import type { Writing } from "../leads/columns.tsx";
import type { LeadActions } from "../leads/use-lead-actions.tsx";
import classes from "./activities.module.css";
import { ActivityForm } from "./activity-form.tsx";
import { ActivityIcon } from "./activity-icon.tsx";
import { isOverdue } from "./due.ts";
import { dueText } from "./due-text.ts";
import { useActivityActions } from "./use-activity-actions.ts";
import { useZone } from "./use-zone.ts";

type Props = {
  lead: Lead;
  writing: Writing;
  actions: LeadActions;
  /** Whether another one is being planned. */
  isAdding: boolean;
  onAdd: () => void;
  onAdded: () => void;
};

/** What is to be done for a lead, the most urgent first, and what was. */
export function LeadActivities({ lead, writing, actions, isAdding, onAdd, onAdded }: Props) {
  const { t } = writing;
  const { data: all = [] } = useQuery(activitiesOf(lead.id));
  const does = useActivityActions(lead.id, actions);
  const [showsDone, setShowsDone] = useState(false);
  const begin = useFocusBack(isAdding);
  const open = all.filter(({ done }) => !done);
  const done = all.filter((one) => one.done).reverse();
  const lines = (some: Activity[]) =>
    some.map((activity) => <ActivityLine key={activity.id} {...{ activity, writing, does }} />);
  return (
    <section aria-label={t.panel.activities}>
      <Group justify="space-between" mb={4}>
        <Title order={2} size="h6">
          {t.panel.activities}
        </Title>
        {!isAdding && !lead.is_archived && (
          <Button
            ref={begin}
            size="compact-sm"
            variant="subtle"
            leftSection={<IconPlus size={14} aria-hidden />}
            onClick={onAdd}
          >
            {t.panel.addActivity}
          </Button>
        )}
      </Group>
      {isAdding && (
        <ActivityForm
          writing={writing}
          onCancel={onAdded}
          onSave={async (input) => {
            if (await does.add(input)) onAdded();
          }}
        />
      )}
      <Stack gap={0}>{lines(open)}</Stack>
      {open.length === 0 && !isAdding && (
        <Text size="sm" c="dimmed">
          {t.panel.nothingPlanned}
        </Text>
      )}
      {showsDone && <Stack gap={0}>{lines(done)}</Stack>}
      {done.length > 0 && (
        <Button size="compact-sm" variant="subtle" ml={-8} mt={4} onClick={() => setShowsDone(!showsDone)}>
          {showsDone ? t.panel.hideDone : t.panel.showDone(done.length)}
        </Button>
      )}
    </section>
  );
}

type LineProps = { activity: Activity; writing: Writing; does: ReturnType<typeof useActivityActions> };

function ActivityLine({ activity, writing, does }: LineProps) {
  const { t, locale } = writing;
  const [isEdited, setEdited] = useState(false);
  const edit = useFocusBack(isEdited);
  const { data: types = [] } = useQuery(activityTypes);
  const zone = useZone();
  const type = types.find(({ key_string }) => key_string === activity.type);
  const now = Date.now();
  if (isEdited)
    return (
      <ActivityForm
        activity={activity}
        writing={writing}
        onCancel={() => setEdited(false)}
        onSave={async (input) => {
          if (await does.change(activity, input)) setEdited(false);
        }}
      />
    );
  return (
    <Group gap="sm" wrap="nowrap" className={classes.line} data-done={activity.done || undefined}>
      <Checkbox
        radius="xl"
        aria-label={t.panel.markDone(activity.subject)}
        checked={activity.done}
        onChange={({ currentTarget }) => does.setDone(activity, currentTarget.checked)}
      />
      <UnstyledButton ref={edit} className={classes.what} onClick={() => setEdited(true)}>
        <span className={classes.subject}>{activity.subject}</span>
        <span className={classes.due} data-overdue={isOverdue(activity, now, zone) || undefined}>
          <ActivityIcon icon={type?.icon_key} />
          {[type?.name, dueText(activity, { locale, zone, now }), writing.users.get(activity.owner_id)?.name]
            .filter(Boolean)
            .join(" · ")}
          {isOverdue(activity, now, zone) && <b> · {t.panel.overdue}</b>}
        </span>
      </UnstyledButton>
      <ActionIcon
        variant="subtle"
        color="gray"
        className={classes.remove}
        aria-label={t.panel.deleteActivity(activity.subject)}
        onClick={() => does.remove(activity)}
      >
        <IconTrash size={16} />
      </ActionIcon>
    </Group>
  );
}
