/** Why a lead was not changed: there is none any more for whoever asks. The server does not say of which it speaks. */
export class LeadGone extends Error {
  readonly title: string;

  constructor(title: string, cause: unknown) {
    super("lead_not_found", { cause });
    this.title = title;
  }
}
