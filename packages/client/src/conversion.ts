import { FoyerError } from "./errors.ts";
import type { CallOptions } from "./options.ts";
import { pause } from "./pause.ts";

/** Pauses between looks at a conversion, in milliseconds; the last one again and again. */
const PAUSES_MS = [0, 250, 500, 1_000, 2_000];

/**
 * Looks until a conversion has come to its end. Foyer is done at once, Pipedrive takes a moment.
 * @throws FoyerError when it failed or was rejected; the signal's reason when that ends the wait.
 */
export async function settled<Conversion extends { status: string; conversion_id: string }>(
  look: () => Promise<Conversion>,
  { signal }: CallOptions = {},
): Promise<Conversion> {
  for (let looks = 0; ; looks += 1) {
    await pause(PAUSES_MS[Math.min(looks, PAUSES_MS.length - 1)] ?? 0, signal);
    const conversion = await look();
    const { status, conversion_id } = conversion;
    if (status === "completed") return conversion;
    if (status === "failed" || status === "rejected")
      throw new FoyerError(`The conversion ${conversion_id} was not carried out: ${status}`);
  }
}
