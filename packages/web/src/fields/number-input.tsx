import { TextInput, type TextInputProps } from "@mantine/core";
import { useTyped } from "../app/use-typed.ts";
import { decimalSign, readNumber, writeNumber } from "../lib/numbers.ts";
import { useTexts } from "../texts/texts.tsx";

type Props = Omit<TextInputProps, "value" | "onChange" | "type" | "ref"> & {
  /** As the server takes it, `-1234.5`; "" for none. */
  value: string;
  onChange: (value: string) => void;
  /** One is done writing what can be read: by Enter, or by leaving it. */
  onDone?: () => void;
};

const SAMPLE = 1_234.5;

/** A number, typed and shown as the reader's region writes it. What cannot be read is told of, and nothing of it left out. */
export function NumberInput({ value, onChange, onDone, ...props }: Props) {
  const { t, locale } = useTexts();
  const field = useTyped({
    ...{ value, onChange, problem: t.noNumber(writeNumber(locale, SAMPLE)) },
    read: (typed) => readNumber(typed, decimalSign(locale))?.toString(),
    write: (number) => (Number.isFinite(Number(number)) ? writeNumber(locale, Number(number)) : number),
  });
  const end = () => field.ref.current?.checkValidity() && onDone?.();
  return (
    <TextInput
      {...props}
      {...field}
      inputMode="decimal"
      autoComplete="off"
      onBlur={() => {
        field.onBlur();
        end();
      }}
      onKeyDown={(event) => {
        field.onKeyDown(event);
        if (event.key === "Enter") end();
      }}
    />
  );
}
