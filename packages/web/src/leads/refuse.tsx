import { isNoAnswer } from "@leadfoyer/client";
import { Button, Group, Stack, Text } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { signInAgain } from "../api/foyer.ts";
import { MovedOn } from "../api/take-back.ts";
import { Copy } from "../app/copy.tsx";
import { reasonOf } from "../app/reason.ts";
import { say } from "../app/say.ts";
import { randomKey } from "../lib/random-key.ts";
import type { Texts } from "../texts/en.ts";
import { CutShort } from "./cut-short.ts";
import { refreshLists } from "./lead-cache.ts";

/** What somebody wrote, in words, and how to give it back where it could not be sent. */
export type Written = { text: string; giveBack?: () => void };

/** Tells why something was not done. What was written for it is given back, or is there to be copied: it may have no place any more. */
export function refuse(t: Texts, error: unknown, { text = "", giveBack }: Partial<Written> = {}): void {
  void signInAgain(error);
  const isGivenBack = isNoAnswer(error) && giveBack !== undefined;
  if (isGivenBack) giveBack();
  const isLost = text !== "" && !isGivenBack;
  const id = randomKey();
  const title = error instanceof CutShort ? undefined : t.refused;
  const message =
    error instanceof MovedOn ? (
      <AllTheSame {...{ t, id, error }} />
    ) : isLost ? (
      <WhatWasWritten {...{ t, text }} reason={reasonOf(error)} />
    ) : (
      reasonOf(error)
    );
  say({ id, color: "red", title, message, autoClose: isLost ? false : 10_000 });
}

/** Lines of it that are shown; all of it is copied. */
const SHOWN_LINES = 4;

function WhatWasWritten({ t, text, reason }: { t: Texts; text: string; reason: string }) {
  return (
    <Stack gap={4}>
      <Text size="sm">{reason}</Text>
      <Group justify="space-between" wrap="nowrap">
        <Text size="sm" lineClamp={SHOWN_LINES} style={{ overflowWrap: "anywhere" }}>
          {t.youWrote(text)}
        </Text>
        <Copy size="compact-sm" variant="subtle" flex="none" text={text} />
      </Group>
    </Stack>
  );
}

/** What cannot be taken back without a loss, and that it can be. */
function AllTheSame({ t, id, error }: { t: Texts; id: string; error: MovedOn }) {
  const force = () => {
    notifications.hide(id);
    error.force().then(refreshLists, (failed) => refuse(t, failed));
  };
  return (
    <Group justify="space-between" wrap="nowrap">
      <Text size="sm">{reasonOf(error)}</Text>
      <Button size="compact-sm" variant="subtle" flex="none" onClick={force}>
        {t.undoAllTheSame}
      </Button>
    </Group>
  );
}
