import { Group, Modal } from "@mantine/core";
import type { ReactNode } from "react";
import { useTexts } from "../texts/texts.tsx";
import { useBackCloses } from "./use-back-closes.ts";
import { useFocusReturns } from "./use-focus-returns.ts";

type Props = { title: string; size?: string; onClose: () => void; children: ReactNode };

/** A dialog with its title. The page itself never scrolls, so nothing needs to be locked. Mantine's own puts the title into a `header`, of which a page has but one. */
export function Dialog({ title, size = "md", onClose, children }: Props) {
  const { t } = useTexts();
  useBackCloses(onClose);
  useFocusReturns();
  return (
    <Modal.Root opened onClose={onClose} lockScroll={false} size={size}>
      <Modal.Overlay />
      <Modal.Content>
        <Group justify="space-between" p="md" pb={0}>
          <Modal.Title fw={650}>{title}</Modal.Title>
          <Modal.CloseButton aria-label={t.close} />
        </Group>
        <Modal.Body pt="md">{children}</Modal.Body>
      </Modal.Content>
    </Modal.Root>
  );
}
