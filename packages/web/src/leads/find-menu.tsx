import { Combobox, useCombobox } from "@mantine/core";
import { useId } from "@mantine/hooks";
import { IconCheck } from "@tabler/icons-react";
import { cloneElement, type ReactElement, type ReactNode, useEffect, useState } from "react";
import { useTexts } from "../texts/texts.tsx";

/** Most that a menu holds; of more, one types what one looks for. */
export const MANY = 40;

export type Findable = { id: string; name: string; isOn: boolean };

type Props<F extends Findable> = {
  label: string;
  items: readonly F[];
  opened: boolean;
  onOpened: (opened: boolean) => void;
  onPick: (id: string) => void;
  draw: (item: F) => ReactNode;
  /** What opens it. */
  children: ReactElement<{ onClick?: () => void }>;
};

/** What is on comes first, as that is what one takes off. */
const found = <F extends Findable>(items: readonly F[], typed: string): F[] => {
  const wanted = typed.trim().toLowerCase();
  return items
    .filter(({ name }) => name.toLowerCase().includes(wanted))
    .toSorted((one, other) => Number(other.isOn) - Number(one.isOn));
};

/** A menu of more than anybody reads through: some of it, and the rest for whoever types. */
export function FindMenu<F extends Findable>(props: Props<F>) {
  const { label, items, opened, onOpened, onPick, draw, children } = props;
  const { t } = useTexts();
  const listId = useId();
  const [typed, setTyped] = useState("");
  const store = useCombobox({ opened, onOpenedChange: onOpened });
  // biome-ignore lint/correctness/useExhaustiveDependencies: once per opening
  useEffect(() => {
    if (opened) store.focusSearchInput();
    else setTyped("");
  }, [opened]);
  const all = found(items, typed);
  return (
    <Combobox store={store} width={280} position="bottom-start" returnFocus onOptionSubmit={onPick}>
      <Combobox.Target withAriaAttributes={false}>
        {cloneElement(children, { onClick: () => onOpened(!opened) })}
      </Combobox.Target>
      <Combobox.Dropdown>
        <div role="dialog" aria-label={label}>
          <Combobox.Search
            role="combobox"
            aria-expanded
            aria-controls={listId}
            aria-label={label}
            placeholder={t.typeToFind}
            value={typed}
            onChange={({ currentTarget }) => {
              setTyped(currentTarget.value);
              store.resetSelectedOption();
            }}
          />
          <Combobox.Options id={listId} mah={280} style={{ overflowY: "auto" }} aria-label={label}>
            {all.slice(0, MANY).map((item) => (
              <Combobox.Option key={item.id} value={item.id} aria-checked={item.isOn}>
                {draw(item)} {item.isOn && <IconCheck size={14} aria-hidden />}
              </Combobox.Option>
            ))}
            {all.length === 0 && <Combobox.Empty>{t.nothingFound}</Combobox.Empty>}
          </Combobox.Options>
          {all.length > MANY && <Combobox.Footer fz="xs">{t.moreToFind(all.length - MANY)}</Combobox.Footer>}
        </div>
      </Combobox.Dropdown>
    </Combobox>
  );
}
