import { isApiError } from "@leadfoyer/client";
import { foyer } from "./foyer.ts";

const CONFLICT = 409;

/** Why something is not taken back: it was changed since. It can be all the same, and then loses those changes. */
export class MovedOn extends Error {
  readonly force: () => Promise<void>;

  constructor(cause: Error, force: () => Promise<void>) {
    super(cause.message, { cause });
    this.force = force;
  }
}

/**
 * Takes a conversion back.
 * @throws MovedOn when the deal was worked on since
 */
export async function takeBack(conversion: string): Promise<void> {
  try {
    await foyer.conversions.takeBack(conversion);
  } catch (error) {
    if (!isApiError(error) || error.status !== CONFLICT) throw error;
    throw new MovedOn(error, async () => {
      await foyer.conversions.takeBack(conversion, { force: true });
    });
  }
}
