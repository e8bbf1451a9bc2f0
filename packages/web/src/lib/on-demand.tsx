import {
  type ButtonHTMLAttributes,
  cloneElement,
  type ReactElement,
  type ReactNode,
  type Ref,
  Suspense,
  useState,
} from "react";

export type OpeningButton = ReactElement<
  ButtonHTMLAttributes<HTMLButtonElement> & { ref?: Ref<HTMLButtonElement> }
>;

type Props = {
  opens: "menu" | "dialog";
  /** What asks for the rest: shown alone until that is there. */
  button: OpeningButton;
  /** The same button with what it opens, open. Fetched when first wanted. */
  children: (button: OpeningButton) => ReactNode;
};

/** A button and what it opens, of which only the button is there until somebody presses it; it tells what that will be. */
export function OnDemand({ opens, button, children }: Props) {
  const [wanted, setWanted] = useState(false);
  const alone = cloneElement(button, {
    "aria-haspopup": opens,
    "aria-expanded": false,
    onClick: () => setWanted(true),
  });
  return wanted ? <Suspense fallback={alone}>{children(button)}</Suspense> : alone;
}
