import { type ReactElement, type ReactNode, Suspense, useState } from "react";

type Props = {
  /** What asks for the rest: shown until that is there. */
  target: (want: () => void) => ReactElement;
  /** The same target with what it opens, open. Fetched when first wanted. */
  children: ReactNode;
};

/** A button and what it opens, of which only the button is there until somebody presses it. */
export function OnDemand({ target, children }: Props) {
  const [wanted, setWanted] = useState(false);
  if (!wanted) return target(() => setWanted(true));
  return <Suspense fallback={target(() => {})}>{children}</Suspense>;
}
