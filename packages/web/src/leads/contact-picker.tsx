import { Combobox, Loader, TextInput, useCombobox } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { type ContactKind, contactsByName } from "../api/contacts.ts";
import { useTexts } from "../texts/texts.tsx";

/** Somebody known, or a name that is to be added. */
export type PickedContact = { id: number; name: string } | { name: string };

type Props = {
  kind: ContactKind;
  label?: string;
  /** In place of a label that is seen. */
  ariaLabel?: string;
  value: PickedContact | undefined;
  onChange: (value: PickedContact | undefined) => void;
  /** Told when somebody is chosen from the list, not while one types. */
  onPick?: (value: PickedContact) => void;
  autoFocus?: boolean;
};

const TYPING_MS = 150;
const NEW = "new";

/** Finds a person or an organization by what one types, or makes one of that name. */
export function ContactPicker({ kind, label, ariaLabel, value, onChange, onPick, autoFocus }: Props) {
  const { t } = useTexts();
  const combobox = useCombobox({ onDropdownClose: () => combobox.resetSelectedOption() });
  const [typed, setTyped] = useState(value?.name ?? "");
  const name = typed.trim();
  const [term] = useDebouncedValue(name, TYPING_MS);
  // Whom the field holds already is not offered once more, nor made anew.
  const isOffering = name !== "" && !(value && "id" in value);
  const { data: found = [], isFetching } = useQuery({
    ...contactsByName(kind, term),
    placeholderData: keepPreviousData,
  });

  const type = (text: string) => {
    setTyped(text);
    onChange(text.trim() === "" ? undefined : { name: text.trim() });
    if (text.trim() === "") combobox.closeDropdown();
    else combobox.openDropdown();
    combobox.updateSelectedOptionIndex();
  };
  const submit = (option: string) => {
    const known = found.find(({ id }) => String(id) === option);
    const picked = known ?? { name };
    setTyped(picked.name);
    onChange(picked);
    combobox.closeDropdown();
    onPick?.(picked);
  };

  return (
    <Combobox store={combobox} onOptionSubmit={submit}>
      <Combobox.Target withExpandedAttribute>
        <TextInput
          label={label}
          aria-label={ariaLabel}
          autoFocus={autoFocus}
          placeholder={label === undefined ? t.typeToFind : undefined}
          value={typed}
          autoComplete="off"
          rightSection={isFetching ? <Loader size={14} /> : undefined}
          description={value && !("id" in value) ? t.makeNew(value.name) : undefined}
          onChange={({ currentTarget }) => type(currentTarget.value)}
          onFocus={({ currentTarget }) => {
            currentTarget.select();
            if (isOffering) combobox.openDropdown();
          }}
          onBlur={() => combobox.closeDropdown()}
        />
      </Combobox.Target>
      <Combobox.Dropdown hidden={!isOffering}>
        {isOffering && (
          <Combobox.Options mah={220} style={{ overflowY: "auto" }} aria-label={label ?? ariaLabel}>
            {found.map(({ id, name, detail }) => (
              <Combobox.Option key={id} value={String(id)}>
                {name}
                {detail && <small> · {detail}</small>}
              </Combobox.Option>
            ))}
            <Combobox.Option value={NEW}>{t.makeNew(name)}</Combobox.Option>
          </Combobox.Options>
        )}
      </Combobox.Dropdown>
    </Combobox>
  );
}
