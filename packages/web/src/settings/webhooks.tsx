import { Badge, Group } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { foyer } from "../api/foyer.ts";
import { type Webhook, webhooks } from "../api/settings.ts";
import { useSave } from "../app/use-save.ts";
import { dateTime } from "../lib/formats.ts";
import { Deliveries } from "./deliveries.tsx";
import { ListSection } from "./list-section.tsx";
import { Row, RowButton, type Shown } from "./parts.tsx";
import { NewWebhook } from "./webhook-form.tsx";
import { useWords } from "./words.ts";

/** The webhooks, or the deliveries of the one the address names. */
export function Webhooks() {
  const { webhook: id } = useSearch({ strict: false }) as { webhook?: number };
  const { data } = useQuery(webhooks);
  const open = data?.find((webhook) => webhook.id === id);
  return open ? <Deliveries webhook={open} /> : <WebhookList />;
}

function WebhookList() {
  const { s } = useWords();
  const { save } = useSave();
  const renew = async ({ id, name }: Webhook, show: (shown: Shown) => void) => {
    const made = await save(() => foyer.webhooks.renewSecret(id), { said: "" });
    if (!made) return;
    const secrets = [{ label: s.secret, value: made.data.secret }];
    show({ title: name || s.secret, hint: s.secretHint, secrets });
  };
  return (
    <ListSection
      name="webhooks"
      query={useQuery(webhooks)}
      add={s.addWebhook}
      row={(webhook, { remove, show }) => (
        <WebhookRow webhook={webhook} onSecret={() => renew(webhook, show)} onDelete={remove} />
      )}
      form={({ onClose }) => <NewWebhook onClose={onClose} />}
      removal={{
        text: ({ name, subscription_url }) => s.deleteWebhook(name || subscription_url),
        remove: ({ id }) => foyer.webhooks.delete(id),
      }}
    />
  );
}

type Health = "ok" | "failing" | "banned" | "removed" | "unused";

function healthOf(webhook: Webhook): Health {
  if (webhook.remove_time) return "removed";
  if (webhook.banned_until && Date.parse(webhook.banned_until) > Date.now()) return "banned";
  if (webhook.failing_since) return "failing";
  return webhook.last_delivery_time ? "ok" : "unused";
}

const colors: Record<Health, string> = {
  ok: "green",
  failing: "red",
  banned: "orange",
  removed: "gray",
  unused: "gray",
};

type Listed = { webhook: Webhook; onSecret: () => void; onDelete: () => void };

function WebhookRow({ webhook, onSecret, onDelete }: Listed) {
  const { s, locale } = useWords();
  const navigate = useNavigate();
  const name = webhook.name || webhook.subscription_url;
  const health = healthOf(webhook);
  const until = health === "banned" && webhook.banned_until;
  const last = webhook.last_delivery_time && dateTime(locale, webhook.last_delivery_time);
  const show = () =>
    navigate({
      to: "/settings/$section",
      params: { section: "webhooks" },
      search: { webhook: webhook.id },
    });
  return (
    <Row
      title={
        <Group gap={6}>
          {name}
          <Badge variant="light" size="sm" tt="none" color={colors[health]} c="var(--mantine-color-text)">
            {s.health[health]}
          </Badge>
        </Group>
      }
      detail={[
        `${webhook.event_action}.${webhook.event_object}`,
        webhook.name && webhook.subscription_url,
        last && `${last}: ${webhook.last_http_status ?? "–"}`,
        until && s.pausedUntil(dateTime(locale, until)),
        webhook.remove_reason,
      ]
        .filter(Boolean)
        .join(" · ")}
      actions={
        <>
          <RowButton label={s.deliveries} of={name} onClick={show} />
          {health !== "removed" && (
            <>
              <RowButton label={s.secret} of={name} onClick={onSecret} />
              <RowButton danger label={s.delete} of={name} onClick={onDelete} />
            </>
          )}
        </>
      }
    />
  );
}
