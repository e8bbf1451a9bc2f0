import { MantineProvider } from "@mantine/core";
import { QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { lazy, Suspense } from "react";
import { queries } from "../api/queries.ts";
import { type Speech, TextsProvider } from "../texts/texts.tsx";
import { router } from "./router.tsx";
import { theme } from "./theme.ts";

// What is told before it is there waits for it.
const Messages = lazy(() => import("./messages.tsx").then(({ Messages }) => ({ default: Messages })));

/** The page's own nonce: what styles Mantine adds later carry it too. */
const nonce = () => document.querySelector<HTMLMetaElement>("meta[name=nonce]")?.content ?? "";

export function App({ speech }: { speech: Speech }) {
  return (
    <MantineProvider theme={theme} defaultColorScheme="auto" getStyleNonce={nonce}>
      <TextsProvider first={speech}>
        <QueryClientProvider client={queries}>
          <Suspense>
            <Messages />
          </Suspense>
          <RouterProvider router={router} />
        </QueryClientProvider>
      </TextsProvider>
    </MantineProvider>
  );
}
