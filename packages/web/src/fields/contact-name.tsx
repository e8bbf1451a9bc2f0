import { type UseQueryOptions, useQuery } from "@tanstack/react-query";
import type { ContactKind } from "../api/contacts.ts";
import { organization, person } from "../api/queries.ts";

type Named = { id: number; name: string };

export function PersonName({ id }: { id: number }) {
  return useContact("person", id)?.name;
}

export function OrganizationName({ id }: { id: number }) {
  return useContact("organization", id)?.name;
}

/** Somebody with the name that is shown: where that has not come, or may not be seen, the number. */
export function useContact(kind: ContactKind, id: number): Named;
export function useContact(kind: ContactKind, id: number | undefined): Named | undefined;
export function useContact(kind: ContactKind, id: number | undefined): Named | undefined {
  const query = kind === "person" ? person : organization;
  const { data } = useQuery<Named>({
    ...query(id ?? 0),
    enabled: id !== undefined,
  } as UseQueryOptions<Named>);
  return id === undefined ? undefined : { id, name: data?.name ?? `#${id}` };
}
