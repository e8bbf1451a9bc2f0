import { Anchor, Button, Code, Group, Stack, Text } from "@mantine/core";
import { useState } from "react";
import { foyer } from "../api/foyer.ts";
import { Copy } from "../app/copy.tsx";
import { useSave } from "../app/use-save.ts";
import classes from "./get-started.module.css";
import { useStartWords } from "./words.ts";

const curl = (url: string, token: string) => `curl ${url}/api/v2/organizations \\
  -H "x-api-token: ${token}" \\
  -H "content-type: application/json" \\
  -d '{"name": "Example Ltd"}'

curl ${url}/v1/leads \\
  -H "x-api-token: ${token}" \\
  -H "content-type: application/json" \\
  -d '{"title": "Blue door order", "organization_id": 1}'`;

const client = (url: string, token: string) => `import { createClient } from "@leadfoyer/client";

const foyer = createClient({ baseUrl: "${url}", token: "${token}" });
const { id } = await foyer.organizations.add({ name: "Example Ltd" });
await foyer.leads.add({ title: "Blue door order", organization_id: id });`;

/** The address, and commands that make a first lead with a token of one's own. */
export function ConnectApi() {
  const { s } = useStartWords();
  const { save, isSaving } = useSave();
  const [token, setToken] = useState<string>();
  const url = location.origin;
  const make = async () => {
    const made = await save(() => foyer.tokens.add({ name: s.tokenName }), { said: "" });
    if (made) setToken(made.data.token);
  };
  return (
    <Stack gap="sm" w="100%" maw={640}>
      <Group gap="sm">
        <Code>{url}/v1</Code>
        <Anchor href="/foyer/docs" size="sm" underline="always">
          {s.docs}
        </Anchor>
      </Group>
      {token === undefined ? (
        <Group>
          <Button onClick={make} loading={isSaving}>
            {s.makeToken}
          </Button>
        </Group>
      ) : (
        <>
          <Text size="sm">{s.tokenOnce}</Text>
          <Command title={s.curl} text={curl(url, token)} />
          <Command title={s.client} text={client(url, token)} />
        </>
      )}
    </Stack>
  );
}

function Command({ title, text }: { title: string; text: string }) {
  return (
    <div>
      <Group justify="space-between" mb={4}>
        <Text size="sm" fw={600}>
          {title}
        </Text>
        <Copy variant="default" size="compact-sm" text={text} of={title} />
      </Group>
      <Code block className={classes.command}>
        {text}
      </Code>
    </div>
  );
}
