import { useState } from "react";
import { signInAgain } from "../api/foyer.ts";
import { queries } from "../api/queries.ts";
import { useTexts } from "../texts/texts.tsx";
import { reasonOf } from "./reason.ts";
import { say } from "./say.ts";

type Saving<T> = {
  /** What is said when it is done; nothing for a dialog that says it itself. */
  said?: string | ((data: T) => string);
  /** Where a 401 says that a password is wrong, not that nobody is signed in. */
  stays?: boolean;
};

/** Sends a change, says that it is saved or why not, and has whatever is shown read anew. */
export function useSave() {
  const { t } = useTexts();
  const [isSaving, setSaving] = useState(false);

  async function save<T>(work: () => PromiseLike<T>, { said = t.done.changed, stays }: Saving<T> = {}) {
    setSaving(true);
    try {
      const data = await work();
      await queries.invalidateQueries();
      const message = typeof said === "string" ? said : said(data);
      if (message) say({ message });
      return { data };
    } catch (error) {
      if (!stays) signInAgain(error);
      say({ color: "red", title: t.refused, message: reasonOf(error), autoClose: 10_000 });
      return undefined;
    } finally {
      setSaving(false);
    }
  }
  return { save, isSaving };
}
