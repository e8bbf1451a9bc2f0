/** Wakes whoever waits, or the next who would. */
export function createBell() {
  let rung = false;
  let wake: (() => void) | undefined;
  return {
    ring: (): void => {
      rung = true;
      wake?.();
    },
    /** Waits for a ring. False when none came within `ms`. */
    async rings(ms: number): Promise<boolean> {
      if (!rung) {
        await new Promise<void>((resolve) => {
          wake = resolve;
          setTimeout(resolve, ms).unref();
        });
      }
      const heard = rung;
      rung = false;
      wake = undefined;
      return heard;
    },
  };
}
