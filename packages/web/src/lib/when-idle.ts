/** Does what nobody waits for when the page has nothing else to do; at once where the browser cannot tell. */
export function whenIdle(work: () => unknown): void {
  if ("requestIdleCallback" in window) requestIdleCallback(() => void work());
  else work();
}
