import type { ContactKind } from "../api/contacts.ts";
import { foyer } from "../api/foyer.ts";
import { textsNow } from "../texts/texts.tsx";
import type { PickedContact } from "./contact-picker.tsx";
import { undoing } from "./deeds.ts";
import { remember } from "./undo.ts";

/** The id of somebody picked, made first where only a name was given: that is a step of its own to take back. */
export async function contactId(
  kind: ContactKind,
  picked: PickedContact | undefined,
): Promise<number | undefined> {
  if (!picked) return undefined;
  if ("id" in picked) return picked.id;
  const { id } = await (kind === "person" ? foyer.persons.add(picked) : foyer.organizations.add(picked));
  remember({ what: textsNow().done.contactAdded(picked.name), undo: undoing([{ object: kind, id }]) });
  return id;
}
