const belongings: (() => Promise<void>)[] = [];

/** Has something done when the test file ends, of which one worker runs many. What was asked for last is done first. */
export function endWithFile(end: () => Promise<void>): void {
  belongings.push(end);
}

/** Ends whatever the test file leaves behind. */
export async function endBelongings(): Promise<void> {
  const faults: unknown[] = [];
  for (const end of belongings.splice(0).reverse()) await end().catch((fault) => faults.push(fault));
  if (faults.length > 0) throw faults[0];
}
