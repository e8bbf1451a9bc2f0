import { type NotificationData, notifications, notificationsStore } from "@mantine/notifications";

/** Messages shown at once. */
export const MOST_MESSAGES = 4;

/** Shows a message. The oldest give way, rather than have it wait: what was done last is what one wants to undo. */
export function say(message: NotificationData): void {
  const { notifications: shown } = notificationsStore.getState();
  for (const { id } of shown.slice(0, Math.max(0, shown.length - MOST_MESSAGES + 1)))
    if (id) notifications.hide(id);
  notifications.show(message);
}
