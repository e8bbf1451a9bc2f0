import { Alert, Text, Title } from "@mantine/core";
import { IconChevronLeft } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { profile } from "../api/profile.ts";
import { useTitle } from "../app/use-title.ts";
import { SECTION_ID, SETTINGS_ID, UNFRAMED } from "../leads/focus-list.ts";
import { groupsFor, type SectionName, sections } from "./sections.ts";
import classes from "./settings-page.module.css";
import { useWords } from "./words.ts";

/** The settings: what there is on the left, one thing at a time on the right. A phone shows either. */
export function SettingsPage() {
  const { section } = useParams({ strict: false }) as { section?: string };
  const { s, t } = useWords();
  const { data: me } = useQuery(profile);
  useTitle(s.sections[section as SectionName] ?? t.settings);
  if (!me) return null;
  const groups = groupsFor(me);
  const known = groups.flatMap(({ names }) => names);
  const name = known.find((one) => one === section) ?? "profile";
  const Section = sections[name].component;
  return (
    <div className={classes.page} data-section={section}>
      <nav className={classes.nav} aria-label={t.settings}>
        <Title order={1} size="h3" id={SETTINGS_ID} tabIndex={-1} style={UNFRAMED} className={classes.title}>
          {t.settings}
        </Title>
        {groups.map(({ group, names }) => (
          <div key={group}>
            <p className={classes.group}>{s.groups[group]}</p>
            {names.map((one) => (
              <SectionLink key={one} name={one} isCurrent={one === name} />
            ))}
          </div>
        ))}
      </nav>
      <section className={classes.content} aria-labelledby={SECTION_ID}>
        <Link to="/settings" className={classes.back}>
          <IconChevronLeft size={18} aria-hidden />
          <Text component="span" size="sm">
            {s.all}
          </Text>
        </Link>
        {section !== undefined && section !== name && (
          <Alert color="yellow" mb="lg" p="xs">
            {s.notYours}
          </Alert>
        )}
        <Section key={name} />
      </section>
    </div>
  );
}

function SectionLink({ name, isCurrent }: { name: SectionName; isCurrent: boolean }) {
  const { s } = useWords();
  const Icon = sections[name].icon;
  return (
    <Link
      to="/settings/$section"
      params={{ section: name }}
      className={classes.link}
      aria-current={isCurrent ? "page" : undefined}
    >
      <Icon size={18} stroke={1.6} aria-hidden />
      {s.sections[name]}
    </Link>
  );
}
