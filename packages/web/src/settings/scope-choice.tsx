import { Checkbox, Radio, Stack } from "@mantine/core";
import type { foyer } from "../api/foyer.ts";
import { useWords } from "./words.ts";

export type Scope = NonNullable<NonNullable<Parameters<typeof foyer.tokens.add>[0]["scopes"]>>[number];

type Props = { value: readonly Scope[]; onChange: (scopes: Scope[]) => void };

/** What a token or an app may do, one by one. To read who asks is always part of it. */
export function ScopeList({ value, onChange }: Props) {
  const { s } = useWords();
  const names = (Object.keys(s.scopeWords) as Scope[]).filter((scope) => scope !== "base");
  return (
    <Checkbox.Group label={s.scopes} value={[...value]} onChange={(next) => onChange(next as Scope[])}>
      <Stack gap={8} mt="xs">
        {names.map((scope) => (
          <Checkbox key={scope} value={scope} label={s.scopeWords[scope]} />
        ))}
      </Stack>
    </Checkbox.Group>
  );
}

type Choice = { value: readonly Scope[] | null; onChange: (scopes: Scope[] | null) => void };

/** Everything, or what is ticked. */
export function ScopeChoice({ value, onChange }: Choice) {
  const { s } = useWords();
  return (
    <Stack gap="sm">
      <Radio.Group
        label={s.scopes}
        value={value === null ? "all" : "some"}
        onChange={(next) => onChange(next === "all" ? null : ["leads:full", "contacts:full"])}
      >
        <Stack gap={8} mt="xs">
          <Radio value="all" label={s.everything} />
          <Radio value="some" label={s.onlyScopes} />
        </Stack>
      </Radio.Group>
      {value !== null && <ScopeList value={value} onChange={onChange} />}
    </Stack>
  );
}
