/** The list of leads on the page. */
export const LIST_ID = "leads";

/** What it says where it is empty. */
export const EMPTY_ID = "empty";

/** The title of the settings that are open, and of their list, which a narrow page shows instead. */
export const SECTION_ID = "section-title";
export const SETTINGS_ID = "settings-title";

/** How a title looks that has the focus when a page comes: nobody went there, and nothing can be done with it. */
export const UNFRAMED = { outline: "none" };

/** The lead that is open beside it. */
export const PANEL_ID = "lead";

/** Whether the list has the focus itself, and not something within. */
export const isListFocused = (): boolean => document.activeElement?.id === LIST_ID;

/** Gives the focus to the list: there screen readers tell which lead the keys have come to. */
export const focusList = (): void => document.getElementById(LIST_ID)?.focus({ preventScroll: true });

/** Whether nothing has the focus. */
export const isNowhere = (): boolean =>
  document.activeElement === null || document.activeElement === document.body;

/** Where nothing has the focus: gives it to the list, to what that says where it is empty, or to the title of settings. */
export function focusListed(): void {
  for (const id of [LIST_ID, EMPTY_ID, SECTION_ID, SETTINGS_ID])
    if (isNowhere()) document.getElementById(id)?.focus({ preventScroll: true });
}

/** Gives the focus to the lead that is open: from there on Tab goes through all of it. */
export const focusPanel = (): void => document.getElementById(PANEL_ID)?.focus();
