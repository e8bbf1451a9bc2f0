import { ActionIcon, Box, Popover, TextInput, type TextInputProps } from "@mantine/core";
import { IconCalendar } from "@tabler/icons-react";
import { type KeyboardEvent, Suspense, useState } from "react";
import { useZone } from "../activities/use-zone.ts";
import { useTyped } from "../app/use-typed.ts";
import { lazyPart } from "../lib/lazy-part.ts";
import { inZone } from "../lib/zoned.ts";
import { useTexts } from "../texts/texts.tsx";
import { dayPattern, readDay, writeDay } from "./wall-text.ts";

const DayCalendar = lazyPart(() => import("./day-calendar.tsx"), "DayCalendar");

/** Where there is room neither below nor above the field, it covers it. */
const besideOrOver = { flip: true, shift: { crossAxis: true } };

type Props = Omit<TextInputProps, "value" | "onChange" | "type" | "ref"> & {
  /** `2030-07-15`; "" for none. */
  value: string;
  onChange: (day: string) => void;
};

/** A day, typed as the reader's region writes it, or chosen from a calendar in the reader's language. */
export function DayInput({ value, onChange, flex, miw, ...props }: Props) {
  const { t, locale } = useTexts();
  const today = inZone(Date.now(), useZone()).date;
  const pattern = dayPattern(locale, t.when.letters);
  const { ref, ...field } = useTyped({
    ...{ value, onChange, problem: t.when.noDay(pattern) },
    read: (typed) => readDay(locale, typed, today),
    write: (day) => writeDay(locale, day),
  });
  const [isOpen, setOpen] = useState(false);
  const close = () => {
    setOpen(false);
    ref.current?.focus();
  };
  /** Whether the focus is in the calendar yet or still in the field: what is open closes first. */
  const closeFirst = (event: KeyboardEvent) => {
    if (!isOpen || event.key !== "Escape") return;
    event.preventDefault();
    event.stopPropagation();
    close();
  };
  const name = props["aria-label"] ?? (typeof props.label === "string" ? props.label : "");
  const label = `${name}: ${t.when.choose}`;
  return (
    <Popover
      opened={isOpen}
      onChange={setOpen}
      withinPortal={false}
      position="bottom-end"
      trapFocus
      closeOnEscape={false}
      withRoles={false}
      middlewares={besideOrOver}
    >
      <Popover.Target>
        <Box flex={flex} miw={miw} onKeyDownCapture={closeFirst}>
          <TextInput
            {...props}
            {...field}
            onKeyDown={(event) => {
              if (event.key === "ArrowDown") {
                event.preventDefault();
                setOpen(true);
              } else field.onKeyDown(event);
            }}
            ref={ref}
            inputMode="numeric"
            autoComplete="off"
            placeholder={pattern}
            rightSection={
              <ActionIcon
                variant="subtle"
                color="gray"
                size="sm"
                aria-label={label}
                aria-haspopup="dialog"
                aria-expanded={isOpen}
                onKeyDown={(event) => {
                  if (event.key === "Enter") event.stopPropagation(); // elsewhere it saves what the field holds
                }}
                onClick={() => setOpen(!isOpen)}
              >
                <IconCalendar size={16} aria-hidden />
              </ActionIcon>
            }
          />
        </Box>
      </Popover.Target>
      <Suspense>
        {isOpen && (
          <DayCalendar
            {...{ label, today, value }}
            onChoose={(day) => {
              onChange(day);
              close();
            }}
            onClose={close}
          />
        )}
      </Suspense>
    </Popover>
  );
}
