import { Alert, Checkbox, SimpleGrid, Skeleton } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { foyer } from "../api/foyer.ts";
import { type PermissionSet, permissionSets } from "../api/settings.ts";
import { reasonOf } from "../app/reason.ts";
import { useSave } from "../app/use-save.ts";
import { Headed } from "./parts.tsx";
import { useWords } from "./words.ts";

type Contents = Parameters<typeof foyer.permissionSets.update>[1]["contents"];

export function Permissions() {
  const { data, error } = useQuery(permissionSets);
  return (
    <Headed name="permissions">
      {error && <Alert color="red">{reasonOf(error)}</Alert>}
      {!data && !error && <Skeleton h={300} />}
      {data?.map((set) => (
        <SetOf key={set.id} set={set} />
      ))}
    </Headed>
  );
}

/** Which app each permission belongs to: what a set does not permit, it does not name. */
const ACCOUNT = ["can_see_security_dashboard"];
const SALES = /_(deals?|leads?|products?)(_|$)|prospects/;

const appOf = (permission: string): string => {
  if (ACCOUNT.includes(permission)) return "account_settings";
  return SALES.test(permission) ? "sales" : "global";
};

function SetOf({ set }: { set: PermissionSet }) {
  const { s } = useWords();
  const { save, isSaving } = useSave();
  const names = Object.keys(s.permissionWords).filter((name) => appOf(name) === set.app);
  return (
    <Checkbox.Group
      label={s.permissionApps[set.app as keyof typeof s.permissionApps] ?? set.name}
      value={set.contents}
      onChange={(next) => save(() => foyer.permissionSets.update(set.id, { contents: next as Contents }))}
    >
      <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="xs" mt="xs">
        {names.map((name) => (
          <Checkbox key={name} value={name} label={s.permissionWords[name]} disabled={isSaving} />
        ))}
      </SimpleGrid>
    </Checkbox.Group>
  );
}
