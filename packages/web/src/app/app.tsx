import { MantineProvider, MantineThemeProvider } from "@mantine/core";
import { Notifications } from "@mantine/notifications";
import { QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { queries } from "../api/queries.ts";
import { type Speech, TextsProvider, useTexts } from "../texts/texts.tsx";
import { router } from "./router.tsx";
import { theme } from "./theme.ts";

/** The page's own nonce: what styles Mantine adds later carry it too. */
const nonce = () => document.querySelector<HTMLMetaElement>("meta[name=nonce]")?.content ?? "";

export function App({ speech }: { speech: Speech }) {
  return (
    <MantineProvider theme={theme} defaultColorScheme="auto" getStyleNonce={nonce}>
      <TextsProvider first={speech}>
        <QueryClientProvider client={queries}>
          <Messages />
          <RouterProvider router={router} />
        </QueryClientProvider>
      </TextsProvider>
    </MantineProvider>
  );
}

/** What was done or refused, said in a corner. Mantine leaves the button that closes it without a name. */
function Messages() {
  const { t } = useTexts();
  const named = { defaultProps: { closeButtonProps: { "aria-label": t.close } } };
  return (
    <MantineThemeProvider theme={{ components: { Notification: named } }}>
      <Notifications position="bottom-left" limit={4} />
    </MantineThemeProvider>
  );
}
