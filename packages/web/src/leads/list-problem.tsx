import { isApiError } from "@leadfoyer/client";
import { Alert, Button, Group, Text } from "@mantine/core";
import type { LeadList } from "../api/queries.ts";
import { reasonOf } from "../app/reason.ts";
import { useTexts } from "../texts/texts.tsx";
import type { Narrowing } from "./empty-list.tsx";

/** Statuses of what was asked for wrongly: asked again it stays wrong. */
const REFUSED = [400, 403, 404];

type Props = { error: unknown; list: LeadList; narrowing: readonly Narrowing[] };

/** Says that the list could not be read and why, and what helps. */
export function ListProblem({ error, list, narrowing }: Props) {
  const { t } = useTexts();
  if (error === undefined || error === null) return null;
  const isFilterBroken = isApiError(error, 400) && list.filter !== undefined && list.where === undefined;
  const isRefused = isApiError(error) && REFUSED.includes(error.status);
  return (
    <Alert color="red" m="sm" role="alert" title={isRefused ? t.badList : t.offline}>
      <Text size="sm">{isFilterBroken ? t.badFilter : reasonOf(error)}</Text>
      <Group gap="xs" mt="xs">
        {isRefused &&
          narrowing.map(({ name, onRemove }) => (
            <Button key={name} size="compact-sm" variant="default" onClick={onRemove}>
              {t.without(name)}
            </Button>
          ))}
        {!isRefused && (
          <Button size="compact-sm" variant="default" onClick={() => location.reload()}>
            {t.tryAgain}
          </Button>
        )}
      </Group>
    </Alert>
  );
}
