import { TextInput, type TextInputProps } from "@mantine/core";
import { useTyped } from "../app/use-typed.ts";
import { clock } from "../lib/formats.ts";
import { useTexts } from "../texts/texts.tsx";
import { readTime } from "./wall-text.ts";

type Props = Omit<TextInputProps, "value" | "onChange" | "type" | "ref"> & {
  /** `14:30`; "" for none. */
  value: string;
  onChange: (time: string) => void;
};

const SAMPLE = "14:30";

/** A time of day, typed and shown as the reader's region writes it. */
export function TimeInput({ value, onChange, ...props }: Props) {
  const { t, locale } = useTexts();
  const sample = clock(locale, SAMPLE);
  const field = useTyped({
    ...{ value, onChange, problem: t.when.noTime(sample) },
    read: readTime,
    write: (time) => clock(locale, time),
  });
  return <TextInput {...props} {...field} autoComplete="off" placeholder={sample} />;
}
