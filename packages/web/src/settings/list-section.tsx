import { Button } from "@mantine/core";
import { Fragment, type ReactNode, useState } from "react";
import { useSave } from "../app/use-save.ts";
import { Confirm, Headed, Rows, type Shown, ShownOnce } from "./parts.tsx";
import type { SectionName } from "./sections.ts";
import { useWords } from "./words.ts";

/** What a form is told: which one it is to change, if it is not a new one, and how it ends. */
export type FormProps<T> = {
  item: T | undefined;
  onClose: () => void;
  /** Shows what is told but once. */
  onMade: (shown: Shown) => void;
};

type Acts = { edit: () => void; remove: () => void; show: (shown: Shown) => void };

type Props<T> = {
  name: SectionName;
  query: { data: readonly T[] | undefined; error: Error | null };
  /** What the button says that adds one; undefined for whoever may not. */
  add: string | undefined;
  /** What stands between the title and the list. */
  above?: ReactNode;
  /** What stands below the list. */
  below?: ReactNode;
  row: (item: T, acts: Acts) => ReactNode;
  form: (props: FormProps<T>) => ReactNode;
  removal?: {
    /** What the button says that does it, and the dialog that asks once more. */
    action?: string;
    text: (item: T) => string;
    remove: (item: T) => PromiseLike<unknown>;
    /** Tells that it is done, where there is more to say than that. */
    tell?: (item: T) => void;
  };
};

/** A section that lists things of a kind: each is made and changed in a form, and asked for once more before it is gone. */
export function ListSection<T extends { id: number | string }>(props: Props<T>) {
  const { name, query, add, above, below, row, form, removal } = props;
  const { s } = useWords();
  const { save } = useSave();
  const [editing, setEditing] = useState<T | "new">();
  const [removing, setRemoving] = useState<T>();
  const [shown, setShown] = useState<Shown>();
  const item = editing === "new" ? undefined : editing;
  const action = removal?.action ?? s.delete;
  return (
    <Headed name={name} action={add && <Button onClick={() => setEditing("new")}>{add}</Button>}>
      {above}
      <Rows query={query}>
        {(one) => (
          <Fragment key={one.id}>
            {row(one, { edit: () => setEditing(one), remove: () => setRemoving(one), show: setShown })}
          </Fragment>
        )}
      </Rows>
      {below}
      {editing && (
        <Fragment key={item?.id}>
          {form({ item, onClose: () => setEditing(undefined), onMade: setShown })}
        </Fragment>
      )}
      {shown && <ShownOnce {...shown} onClose={() => setShown(undefined)} />}
      {removal && removing && (
        <Confirm
          title={action}
          text={removal.text(removing)}
          action={action}
          onConfirm={async () => {
            const done = await save(() => removal.remove(removing), removal.tell ? { said: "" } : {});
            if (done) removal.tell?.(removing);
            return done;
          }}
          onClose={() => setRemoving(undefined)}
        />
      )}
    </Headed>
  );
}
