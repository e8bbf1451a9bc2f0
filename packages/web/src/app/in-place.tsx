import { UnstyledButton } from "@mantine/core";
import {
  type FocusEvent,
  type KeyboardEvent,
  type ReactNode,
  useEffect,
  useId,
  useLayoutEffect,
  useRef,
  useState,
} from "react";
import classes from "./in-place.module.css";
import { useFocusBack } from "./use-focus-back.ts";

type Props = {
  /** The id of what names it. */
  nameId: string;
  shown: ReactNode;
  disabled?: boolean;
  /** Whether it begins as its inputs. */
  startsOpen?: boolean;
  /** Turns into its inputs when there is one, and calls it then. */
  onAsked?: (() => void) | undefined;
  /** The inputs; `close` ends the editing, whatever became of it. */
  children: (close: () => void) => ReactNode;
};

/** A value that turns into its inputs where it stands. The focus comes back to it unless it has gone elsewhere. */
export function InPlace(props: Props) {
  const { nameId, shown, disabled = false, startsOpen = false, onAsked, children } = props;
  const id = useId();
  const [isOpen, setOpen] = useState(startsOpen);
  const button = useFocusBack(isOpen);
  useSelected(isOpen);
  // Before the next key is heard, which is meant for the inputs.
  useLayoutEffect(() => {
    if (!onAsked) return;
    setOpen(!disabled);
    onAsked();
  }, [onAsked, disabled]);

  if (isOpen) return children(() => setOpen(false));
  return (
    <UnstyledButton
      ref={button}
      id={id}
      className={classes.shown}
      disabled={disabled}
      aria-labelledby={`${nameId} ${id}`}
      onClick={() => setOpen(true)}
    >
      {shown}
    </UnstyledButton>
  );
}

/** Selects what stands in a field of one line that was just opened: what is typed takes its place. What could not be sent stays. */
function useSelected(isOpen: boolean): void {
  const wasOpen = useRef(isOpen);
  useEffect(() => {
    const field = document.activeElement;
    if (isOpen && !wasOpen.current && field instanceof HTMLInputElement) field.select();
    wasOpen.current = isOpen;
  }, [isOpen]);
}

type EditingProps = { onSave: () => void; onCancel: () => void; children: ReactNode };

/** Around the inputs of one value: Enter (with Ctrl where lines are written) or leaving them saves, Escape puts everything back. */
export function Editing({ onSave, onCancel, children }: EditingProps) {
  const isOver = useRef(false);
  const end = (how: () => void) => {
    if (isOver.current) return;
    isOver.current = true;
    how();
  };
  const press = (event: KeyboardEvent) => {
    if (event.key === "Escape") {
      event.stopPropagation();
      end(onCancel);
    }
    const isLine = !(event.target instanceof HTMLTextAreaElement) || event.ctrlKey || event.metaKey;
    if (event.key !== "Enter" || event.defaultPrevented || !isLine) return;
    event.preventDefault();
    end(onSave);
  };
  const leave = ({ currentTarget, relatedTarget }: FocusEvent) => {
    const stays = currentTarget.contains(relatedTarget) || relatedTarget?.closest("[role=listbox]");
    // What cannot be read is neither saved nor lost: it stays to be mended.
    if (!stays && document.hasFocus() && !currentTarget.querySelector(":invalid")) end(onSave);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: only listens to what its inputs are told
    <div className={classes.editing} onBlur={leave} onKeyDown={press}>
      {children}
    </div>
  );
}
