import type { Texts } from "../texts/en.ts";

/** Where nothing is known: a dash, of which a screen reader says what it means. */
export const Nothing = ({ t }: { t: Texts }) => (
  <span role="img" aria-label={t.panel.empty} title={t.panel.empty}>
    –
  </span>
);
