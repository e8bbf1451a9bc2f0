let deeds: Promise<unknown> = Promise.resolve();

/**
 * Does something that takes a lead away, and leaves it, before the page hears of that: what is still open of the lead
 * would be asked for in vain.
 */
export function undisturbed<T>(deed: () => Promise<T>): Promise<T> {
  const doing = deed();
  const ended = doing.then(
    () => {},
    () => {}, // whoever does it is told
  );
  deeds = Promise.all([deeds, ended]);
  return doing;
}

/** Until nothing is being done that must not be disturbed. */
export const calm = (): Promise<unknown> => deeds;
