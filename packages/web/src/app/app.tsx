import { MantineProvider } from "@mantine/core";
import { Notifications } from "@mantine/notifications";
import { QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { queries } from "../api/queries.ts";
import { TextsProvider } from "../texts/texts.tsx";
import { router } from "./router.tsx";
import { theme } from "./theme.ts";

/** The page's own nonce: what styles Mantine adds later carry it too. */
const nonce = () => document.querySelector<HTMLMetaElement>("meta[name=nonce]")?.content ?? "";

export function App() {
  return (
    <MantineProvider theme={theme} defaultColorScheme="auto" getStyleNonce={nonce}>
      <TextsProvider>
        <QueryClientProvider client={queries}>
          <Notifications position="bottom-left" limit={4} />
          <RouterProvider router={router} />
        </QueryClientProvider>
      </TextsProvider>
    </MantineProvider>
  );
}
