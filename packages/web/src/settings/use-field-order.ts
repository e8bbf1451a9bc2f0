import { useQuery } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { foyer } from "../api/foyer.ts";
import { customFields, type Field, type FieldEntity } from "../api/settings.ts";
import { useSave } from "../app/use-save.ts";

type Moved = { id: number; by: number };

/** The custom fields of a kind of thing in their order, and how to move one: shown at once, kept by the server. */
export function useFieldOrder(entity: FieldEntity) {
  const query = useQuery(customFields(entity));
  const { save } = useSave();
  const [moved, setMoved] = useState<Moved>();
  /** How they shall stand, until the server has said that they do. */
  const [wanted, setWanted] = useState<{ entity: FieldEntity; ids: number[] }>();
  /** Steps are sent one after the other, so that the last one is what stands. */
  const sending = useRef<Promise<unknown>>(Promise.resolve());
  const data = query.data ?? [];
  const ids = wanted?.entity === entity ? wanted.ids : undefined;
  const fields = ids ? data.toSorted((a, b) => ids.indexOf(a.id) - ids.indexOf(b.id)) : data;

  const move = async ({ id }: Field, by: number) => {
    const from = fields.findIndex((field) => field.id === id);
    const next = fields.map((field) => field.id).toSpliced(from, 1);
    const order = { ids: next.toSpliced(from + by, 0, id) };
    setWanted({ entity, ...order });
    setMoved({ id, by });
    const sent = sending.current.then(() => save(() => foyer.fields[entity].order(order), { said: "" }));
    sending.current = sent;
    await sent;
    if (sending.current === sent) setWanted(undefined);
  };
  return { query: { ...query, data: query.data && fields }, fields, moved, move };
}
