import { createClient, isApiError } from "@leadfoyer/client";
import { isWriting, untilSignedIn } from "./signed-out.ts";

/** The server this page came from, as whoever is signed in. */
export const foyer = createClient({ baseUrl: "", credentials: "session" });

/** The page that signs in, and comes back here afterwards. */
export const signInPage = (): string =>
  `/foyer/sign-in?next=${encodeURIComponent(location.pathname + location.search)}`;

/** Whether nobody is signed in: what was refused may have been sent before somebody signed in again. */
const isSignedOut = (): Promise<boolean> =>
  foyer.session.get().then(
    () => false,
    (error) => isApiError(error, 401),
  );

/**
 * Where nobody is signed in any more: has them sign in, on a page of its own unless something written would be lost
 * with this one. Answers, when somebody is signed in again, whether that was what was wrong.
 */
export async function signInAgain(error: unknown): Promise<boolean> {
  if (!isApiError(error, 401)) return false;
  if (isWriting()) await untilSignedIn();
  else if (await isSignedOut()) {
    location.assign(signInPage());
    return false;
  }
  return true;
}
