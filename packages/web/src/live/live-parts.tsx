import { Paper, Text } from "@mantine/core";
import { IconCloudOff } from "@tabler/icons-react";
import { Suspense } from "react";
import { useSignedOut } from "../api/signed-out.ts";
import { useConflict } from "../leads/conflicts.ts";
import { lazyPart } from "../lib/lazy-part.ts";
import { useTexts } from "../texts/texts.tsx";
import classes from "./live.module.css";
import { useConnected, useLive } from "./live.ts";

const SignInDialog = lazyPart(() => import("../app/sign-in-dialog.tsx"), "SignInDialog");
const ConflictDialog = lazyPart(() => import("../leads/conflict-dialog.tsx"), "ConflictDialog");

/** Keeps the page fresh, says when that cannot be done, and asks where two changed the same. */
export function Live() {
  useLive();
  const { t } = useTexts();
  const isConnected = useConnected();
  const conflict = useConflict();
  const isSignedOut = useSignedOut();
  return (
    <>
      <div role="status">
        {!isConnected && (
          <Paper withBorder shadow="md" className={classes.cut}>
            <IconCloudOff size={18} aria-hidden />
            <Text size="sm">{t.panel.cut}</Text>
          </Paper>
        )}
      </div>
      <Suspense>
        {conflict && <ConflictDialog conflict={conflict} />}
        {isSignedOut && <SignInDialog />}
      </Suspense>
    </>
  );
}
