import { useQuery } from "@tanstack/react-query";
import { organization, person } from "../api/queries.ts";

export function PersonName({ id }: { id: number }) {
  return useQuery(person(id)).data?.name ?? `#${id}`;
}

export function OrganizationName({ id }: { id: number }) {
  return useQuery(organization(id)).data?.name ?? `#${id}`;
}
