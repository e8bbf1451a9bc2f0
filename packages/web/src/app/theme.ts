import { ActionIcon, Button, createTheme, type MantineColorsTuple } from "@mantine/core";

const foyer: MantineColorsTuple = [
  "#e8f7f1",
  "#d2ebe1",
  "#a4d7c3",
  "#73c2a3",
  "#4bb088",
  "#32a577",
  "#0f8a5f",
  "#0b6e4f",
  "#085c42",
  "#044a34",
];

const brown: MantineColorsTuple = [
  "#f8f1ea",
  "#ecdfd2",
  "#dabda1",
  "#c8996c",
  "#b97b40",
  "#b06824",
  "#8f5216",
  "#7a4512",
  "#66390e",
  "#522d0a",
];

/** Most choices that are drawn at once: whoever looks for another one types. */
const MOST = 100;
/** The list of choices scrolls itself, so that nothing in it takes the focus from what one types into. */
const short = {
  defaultProps: { limit: MOST, withScrollArea: false },
  styles: { options: { maxHeight: "14rem", overflowY: "auto" as const } },
};

/** The least that a finger meets: WCAG 2.2, 2.5.8. Mantine's smallest buttons have 22 pixels. */
const TARGET = "1.5rem";

/** What opens over the page stands in its landmark, where whoever looks for it by landmarks finds it. */
export const LAYERS = "layers";
const inLayers = { defaultProps: { portalProps: { target: `#${LAYERS}` } } };

export const theme = createTheme({
  components: {
    Select: short,
    MultiSelect: short,
    Popover: inLayers,
    // A menu holds its items and nothing else that takes the focus.
    Menu: { defaultProps: { withInitialFocusPlaceholder: false } },
    Button: Button.extend({
      vars: (_theme, { size }) => ({ root: size === "compact-xs" ? { "--button-height": TARGET } : {} }),
    }),
    ActionIcon: ActionIcon.extend({
      vars: (_theme, { size }) => ({ root: size === "sm" ? { "--ai-size": TARGET } : {} }),
    }),
  },
  primaryColor: "foyer",
  primaryShade: 7,
  autoContrast: true,
  colors: { foyer, brown },
  fontFamily: "system-ui, -apple-system, 'Segoe UI', sans-serif",
  defaultRadius: "md",
  cursorType: "pointer",
  respectReducedMotion: true,
});
