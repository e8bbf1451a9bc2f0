import { createTheme, type MantineColorsTuple } from "@mantine/core";

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
const short = { defaultProps: { limit: MOST } };

export const theme = createTheme({
  components: { Select: short, MultiSelect: short },
  primaryColor: "foyer",
  primaryShade: 7,
  autoContrast: true,
  colors: { foyer, brown },
  fontFamily: "system-ui, -apple-system, 'Segoe UI', sans-serif",
  defaultRadius: "md",
  cursorType: "pointer",
  respectReducedMotion: true,
});
