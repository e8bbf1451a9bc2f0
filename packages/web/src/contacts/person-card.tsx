import { IconUser } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { foyer } from "../api/foyer.ts";
import { useMayChange } from "../api/permissions.ts";
import { person } from "../api/queries.ts";
import { CardFrame, type CardProps } from "./card-frame.tsx";
import { changeContact } from "./change-contact.ts";
import { Points } from "./points.tsx";

export function PersonCard({ id, writing, actions, ...link }: CardProps) {
  const { t } = writing;
  const { data } = useQuery(person(id));
  const isFixed = !useMayChange("people")(data?.owner_id);
  const change = (changes: Parameters<typeof foyer.persons.update>[1]) =>
    data &&
    changeContact(
      { kind: "person", before: data, changes, query: person(id), actions, what: t.done.changed },
      (next) => foyer.persons.update(id, next),
    );
  return (
    <CardFrame
      {...{ ...link, isFixed }}
      kind={t.person}
      icon={<IconUser size={18} aria-hidden />}
      name={data?.name}
      writing={writing}
      onRename={(name) => change({ name })}
    >
      {data && (
        <>
          <Points
            kind="emails"
            points={data.emails}
            isFixed={isFixed}
            writing={writing}
            onSave={(emails) => change({ emails })}
          />
          <Points
            kind="phones"
            points={data.phones}
            isFixed={isFixed}
            writing={writing}
            onSave={(phones) => change({ phones })}
          />
        </>
      )}
    </CardFrame>
  );
}
