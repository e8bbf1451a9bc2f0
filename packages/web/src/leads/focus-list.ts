/** The list of leads on the page. */
export const LIST_ID = "leads";

/** The lead that is open beside it. */
export const PANEL_ID = "lead";

/** Whether the list has the focus itself, and not something within. */
export const isListFocused = (): boolean => document.activeElement?.id === LIST_ID;

/** Gives the focus to the list: there screen readers tell which lead the keys have come to. */
export const focusList = (): void => document.getElementById(LIST_ID)?.focus({ preventScroll: true });

/** Gives the focus to the lead that is open: from there on Tab goes through all of it. */
export const focusPanel = (): void => document.getElementById(PANEL_ID)?.focus();
