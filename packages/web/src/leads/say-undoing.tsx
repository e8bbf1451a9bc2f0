import { Suspense } from "react";
import { say } from "../app/say.ts";
import { lazyPart } from "../lib/lazy-part.ts";

const UndoProgress = lazyPart(() => import("./undo-progress.tsx"), "UndoProgress");

/** Says how far an undo has come, in a message of that id, until that is hidden. */
export function sayUndoing(message: string, undo: number): void {
  say({
    id: message,
    role: "status",
    autoClose: false,
    message: (
      <Suspense>
        <UndoProgress id={undo} />
      </Suspense>
    ),
  });
}
