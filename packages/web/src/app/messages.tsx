import "@mantine/notifications/styles.css";
import { MantineThemeProvider } from "@mantine/core";
import { Notifications } from "@mantine/notifications";
import { useTexts } from "../texts/texts.tsx";
import { MOST_MESSAGES } from "./say.ts";

/** What was done or refused, said in a corner. Mantine leaves the button that closes it without a name. */
export function Messages() {
  const { t } = useTexts();
  const named = { defaultProps: { closeButtonProps: { "aria-label": t.close } } };
  return (
    <MantineThemeProvider theme={{ components: { Notification: named } }}>
      <Notifications position="bottom-left" limit={MOST_MESSAGES} />
    </MantineThemeProvider>
  );
}
