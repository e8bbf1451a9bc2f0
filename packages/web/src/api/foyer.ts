import { createClient, isApiError } from "@leadfoyer/client";

/** The server this page came from, as whoever is signed in. */
export const foyer = createClient({ baseUrl: "", credentials: "session" });

/** Sends whoever is not signed in to the page that signs in, and back here afterwards. */
export function signInAgain(error: unknown): void {
  if (!isApiError(error) || error.status !== 401) return;
  location.assign(`/foyer/sign-in?next=${encodeURIComponent(location.pathname + location.search)}`);
}
