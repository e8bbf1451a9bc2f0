import { Loader, Stack, Text, UnstyledButton } from "@mantine/core";
import { IconFileImport, IconPlugConnected, IconPlus, IconSparkles } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { foyer } from "../api/foyer.ts";
import { usePermitted } from "../api/permissions.ts";
import { profile } from "../api/profile.ts";
import { useCommands } from "../app/commands.ts";
import { useSave } from "../app/use-save.ts";
import { EmptyTitle } from "../leads/empty-title.tsx";
import { ConnectApi } from "./connect-api.tsx";
import classes from "./get-started.module.css";
import { useStartWords } from "./words.ts";

/** What an empty inbox offers: every way to a first lead. */
export function GetStarted({ onAdd }: { onAdd: () => void }) {
  const { s, t } = useStartWords();
  const { data: me } = useQuery(profile);
  const mayAdd = usePermitted()("can_add_leads");
  const importing = useCommands().find(({ id }) => id === "import");
  const [isConnecting, setConnecting] = useState(false);
  return (
    <div className={classes.page}>
      <Stack align="center" gap="md">
        <EmptyTitle size="h3">{t.emptyInbox}</EmptyTitle>
        <Text size="sm" c="dimmed">
          {s.how}
        </Text>
        <div className={classes.ways}>
          {mayAdd && <Way icon={<IconPlus />} title={s.add} hint={s.addHint} onClick={onAdd} />}
          {importing && (
            <Way
              icon={<IconFileImport />}
              title={s.import}
              hint={s.importHint}
              onClick={() => importing.run()}
            />
          )}
          <Way
            icon={<IconPlugConnected />}
            title={s.connect}
            hint={s.connectHint}
            isOpen={isConnecting}
            onClick={() => setConnecting(!isConnecting)}
          />
          {me?.is_admin && <Demo />}
        </div>
        {isConnecting && <ConnectApi />}
      </Stack>
    </div>
  );
}

type Offered = { icon: ReactNode; title: string; hint: string; isOpen?: boolean; onClick: () => void };

function Way({ icon, title, hint, isOpen, onClick }: Offered) {
  return (
    <UnstyledButton className={classes.way} aria-expanded={isOpen} onClick={onClick}>
      {icon}
      <span>
        <Text component="span" display="block" fw={600} size="sm">
          {title}
        </Text>
        <Text component="span" display="block" size="sm" c="dimmed">
          {hint}
        </Text>
      </span>
    </UnstyledButton>
  );
}

const DEMO_LEADS = 300;

function Demo() {
  const { s } = useStartWords();
  const { save, isSaving } = useSave();
  const fill = () => {
    if (isSaving) return;
    save(() => foyer.company.fillWithDemo({ leads: DEMO_LEADS }), { said: s.demoDone });
  };
  return (
    <Way
      icon={isSaving ? <Loader size={24} /> : <IconSparkles />}
      title={s.demo}
      hint={s.demoHint}
      onClick={fill}
    />
  );
}
