import { IconBuilding } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useId } from "react";
import { foyer } from "../api/foyer.ts";
import { useMayChange } from "../api/permissions.ts";
import { organization } from "../api/queries.ts";
import { InPlace } from "../app/in-place.tsx";
import { CardFrame, type CardProps, OneLine } from "./card-frame.tsx";
import { changeContact } from "./change-contact.ts";
import classes from "./contacts.module.css";

export function OrganizationCard({ id, writing, actions, ...link }: CardProps) {
  const { t } = writing;
  const nameId = useId();
  const { data } = useQuery(organization(id));
  const change = (changes: Parameters<typeof foyer.organizations.update>[1]) =>
    data &&
    changeContact(
      { kind: "organization", before: data, changes, query: organization(id), actions, what: t.done.changed },
      (next) => foyer.organizations.update(id, next),
    );
  const isFixed = !useMayChange("organizations")(data?.owner_id);
  const address = data?.address?.value ?? "";
  return (
    <CardFrame
      {...{ ...link, isFixed }}
      kind={t.organization}
      icon={<IconBuilding size={18} aria-hidden />}
      name={data?.name}
      writing={writing}
      onRename={(name) => change({ name })}
    >
      {data && (
        <div className={classes.point}>
          <span id={nameId} hidden>
            {t.panel.address}
          </span>
          <InPlace nameId={nameId} disabled={isFixed} shown={address || t.panel.addAddress}>
            {(close) => (
              <OneLine
                label={t.panel.address}
                value={address}
                onSave={(value) => change({ address: value === "" ? null : { value } })}
                close={close}
              />
            )}
          </InPlace>
        </div>
      )}
    </CardFrame>
  );
}
