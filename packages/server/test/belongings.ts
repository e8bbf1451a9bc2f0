const belongings: (() => Promise<void>)[] = [];

/** Has something ended with the test file that began it, of which one worker runs many. */
export function endWithFile(end: () => Promise<void>): void {
  belongings.push(end);
}

/** Ends whatever the test file leaves behind. */
export async function endBelongings(): Promise<void> {
  for (const end of belongings.splice(0)) await end();
}
