import { CloseButton, TextInput } from "@mantine/core";
import { IconSearch } from "@tabler/icons-react";
import { type KeyboardEvent, type RefObject, useEffect, useRef, useState } from "react";
import { focusList } from "../leads/focus-list.ts";
import { LONGEST, SHORTEST } from "../leads/search.ts";
import { useTexts } from "../texts/texts.tsx";

/** Long enough for the next key to come first, too short to be waited for. */
const PAUSE_MS = 120;

type Props = {
  /** What is searched for now. */
  q: string | undefined;
  input: RefObject<HTMLInputElement | null>;
  onSearch: (q: string | undefined) => void;
};

/** Searches while somebody types. */
export function SearchBox({ q, input, onSearch }: Props) {
  const { t } = useTexts();
  const [typed, setTyped] = useState(q ?? "");
  const asked = useRef(q);
  const timer = useRef<number>(undefined);

  // The address may say something else than was typed: after going back, or when the search was taken away.
  useEffect(() => {
    if (q === asked.current) return;
    asked.current = q;
    setTyped(q ?? "");
  }, [q]);
  useEffect(() => () => clearTimeout(timer.current), []);

  const ask = (text: string) => {
    const term = text.trim().length >= SHORTEST ? text.trim() : undefined;
    if (term === asked.current) return;
    asked.current = term;
    onSearch(term);
  };
  const type = (text: string) => {
    setTyped(text);
    clearTimeout(timer.current);
    timer.current = window.setTimeout(() => ask(text), PAUSE_MS);
  };
  const clear = () => {
    clearTimeout(timer.current);
    setTyped("");
    ask("");
  };
  const press = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.nativeEvent.isComposing) return;
    if (!["Escape", "Enter", "ArrowDown"].includes(event.key)) return;
    event.preventDefault();
    if (event.key === "Escape") {
      clear();
      event.currentTarget.blur(); // a list that was empty has the focus when it comes
    }
    focusList(); // its keys work again
  };

  return (
    <TextInput
      ref={input}
      type="search"
      size="xs"
      flex="1 1 200px"
      maw={360}
      aria-label={t.search}
      maxLength={LONGEST}
      placeholder={`${t.searchHint}  /`}
      leftSection={<IconSearch size={14} aria-hidden />}
      rightSection={typed !== "" && <CloseButton size="xs" aria-label={t.clearSearch} onClick={clear} />}
      value={typed}
      onChange={({ currentTarget }) => type(currentTarget.value)}
      onKeyDown={press}
    />
  );
}
