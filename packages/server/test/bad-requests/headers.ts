import { type Endpoint, endpoints } from "@leadfoyer/contract";
import { type BadRequest, JSON_BODY, pathOf, type Scene } from "./bad-request.ts";
import { baseOf } from "./bodies.ts";
import { objectOf } from "./values.ts";

const NO_TOKEN = { "x-api-token": "" };

const credentials: Readonly<Record<string, Record<string, string>>> = {
  "no token": NO_TOKEN,
  "a wrong token": { "x-api-token": "0123456789abcdef0123456789abcdef01234567" },
  "a token of blanks": { "x-api-token": "   " },
  "a huge token": { "x-api-token": "x".repeat(8_000) },
  "SQL for a token": { "x-api-token": "' or '1'='1" },
  "an empty Bearer": { ...NO_TOKEN, authorization: "Bearer " },
  "an undefined Bearer": { ...NO_TOKEN, authorization: "Bearer undefined" },
  "a wrong Bearer": { ...NO_TOKEN, authorization: "Bearer nonsense" },
  "a huge Bearer": { ...NO_TOKEN, authorization: `Bearer ${"x".repeat(8_000)}` },
  "Basic credentials": { ...NO_TOKEN, authorization: "Basic YWRtaW46YWRtaW4=" },
  "a garbled Authorization": { ...NO_TOKEN, authorization: "\u0080\u00ff" },
  "a wrong session": { ...NO_TOKEN, cookie: "foyer_session=nonsense" },
  "a garbled cookie": { ...NO_TOKEN, cookie: ";;=;foyer_session=;%00" },
};

/** Whoever cannot say who he is gets no further, whatever he asks for. */
export function badCredentials(scene: Scene): BadRequest[] {
  return endpoints
    .filter(({ open }) => !open)
    .flatMap((endpoint) => {
      const { method } = endpoint;
      const url = pathOf(endpoint, scene);
      const body = bodyOf(endpoint, scene);
      const inHeaders = Object.entries(credentials).map(([what, headers]) => ({
        what,
        method,
        url,
        ...body,
        headers: { ...body.headers, ...headers },
      }));
      const inQuery = ["api_token=x", "api_token=%00", "api_token=x&api_token=y", "api_token[]=x"].map(
        (query) => ({
          what: "a wrong token in the query",
          method,
          url: `${url}?${query}`,
          ...body,
          headers: { ...body.headers, ...NO_TOKEN },
          status: 401,
        }),
      );
      return [...inHeaders, ...inQuery];
    });
}

const bodyOf = (endpoint: Endpoint, scene: Scene): { headers: Record<string, string>; payload?: string } =>
  endpoint.body ? { headers: JSON_BODY, payload: objectOf(baseOf(endpoint, scene)) } : { headers: {} };

const contentTypes = [
  ...[
    "text/plain",
    "text/json",
    "application/xml",
    "multipart/form-data; boundary=x",
    "application/octet-stream",
  ],
  ...[
    "application/jsonp",
    "application/json-patch+json",
    "garbage",
    "a/b/c",
    ";",
    "application/",
    "x".repeat(2_000),
  ],
];

/** A body under another name than JSON's. */
export function badContentTypes(scene: Scene): BadRequest[] {
  return withBody().flatMap((endpoint) => {
    const request = { method: endpoint.method, url: pathOf(endpoint, scene) };
    const payload = objectOf(baseOf(endpoint, scene));
    const form =
      endpoint.family === "v1" ? "owner_id=x&user_id=x&name=%00" : "title=x&person_id=1&name=x&color=red";
    return [
      ...contentTypes.map((type) => ({
        ...request,
        what: `the content type ${type.slice(0, 40)}`,
        headers: { "content-type": type },
        payload: payload === "{}" ? '{"name":"x","title":"x"}' : payload,
        status: 415,
      })),
      {
        ...request,
        what: "a bad form",
        headers: { "content-type": "application/x-www-form-urlencoded" },
        payload: form,
        ...(endpoint.method === "PUT" && { tolerated: "a form of unknown keys alone changes nothing" }),
      },
    ];
  });
}

/** More than the megabyte that is read. */
const HUGE = Buffer.alloc(1_048_577, " ");

export function hugeBodies(scene: Scene): BadRequest[] {
  return withBody().flatMap((endpoint) =>
    ["application/json", "application/x-www-form-urlencoded", "text/plain"].map((type) => ({
      what: `a huge body of ${type}`,
      method: endpoint.method,
      url: pathOf(endpoint, scene),
      headers: { "content-type": type },
      payload: HUGE,
      status: 413,
    })),
  );
}

const withBody = (): Endpoint[] => endpoints.filter(({ body }) => body);
