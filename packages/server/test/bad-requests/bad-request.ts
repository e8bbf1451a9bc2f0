import type { Endpoint } from "@leadfoyer/contract";

/** A request that must be refused, unless `tolerated` says why it need not be. */
export type BadRequest = {
  /** What is wrong with it. */
  what: string;
  method: string;
  url: string;
  headers?: Record<string, string>;
  /** Made when it is sent: there are many, and some are large. */
  payload?: string | Buffer | (() => string);
  /** Default: any 4xx. */
  status?: number;
  /** Why this may be answered with success. Even so, nothing may change. */
  tolerated?: string;
};

/** Things that exist, for requests that are wrong in one point alone. */
export type Scene = {
  leadId: string;
  labelId: string;
  personId: number;
  organizationId: number;
  /** A filter, a custom field of each kind and more, by what their path calls them. */
  otherIds: Record<string, number | string>;
  /** The keys of those custom fields: v2 calls them by these. */
  fieldCodes: Record<string, string>;
  noteId: number;
  commentId: string;
};

export const JSON_BODY = { "content-type": "application/json" };

/** v2 takes nothing but what its schema says; v1 reads numbers out of text and `{}` as null, as Pipedrive does. */
export const isLenient = ({ family }: Endpoint): boolean => family !== "v2";

export const methodsOf = ({ method, alsoMethod }: Endpoint): string[] =>
  alsoMethod ? [method, alsoMethod] : [method];

/** The path of an endpoint, to something that exists unless another id is given for its last parameter. */
export function pathOf({ path }: Endpoint, scene: Scene, id?: string): string {
  const last = id === undefined ? path : path.replace(/\{\w+\}(?!.*\{)/, () => id);
  return last
    .replace("{id}", idFor(path, scene))
    .replace("{field_code}", scene.fieldCodes[path.split("/")[3] ?? ""] ?? "")
    .replace("{commentId}", scene.commentId)
    .replace("{conversion_id}", scene.commentId)
    .replace("{deal_id}", String(scene.otherIds.deals))
    .replace("{delivery_id}", "1")
    .replace("{follower_id}", "1")
    .replace("{deal_participant_id}", "1");
}

function idFor(path: string, scene: Scene): string {
  const [, other] = Object.entries(scene.otherIds).find(([kind]) => path.includes(`/${kind}/`)) ?? [];
  if (other) return String(other);
  if (path.includes("/leads/")) return scene.leadId;
  if (path.includes("/leadLabels/")) return scene.labelId;
  if (path.includes("/notes/")) return String(scene.noteId);
  return String(path.includes("/organizations/") ? scene.organizationId : scene.personId);
}
