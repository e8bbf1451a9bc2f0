import { type Endpoint, endpoints } from "@leadfoyer/contract";
import { type BadRequest, JSON_BODY, methodsOf, pathOf, type Scene } from "./bad-request.ts";
import { baseOf } from "./bodies.ts";
import { objectOf } from "./values.ts";

const words = (text: string): string[] => text.trim().split(/\s+/);

const strangeIds = [
  ...words(`
    x 0 -1 1.5 1e30 1e400 0x1 NaN null undefined true [object%20Object] 999999999 9007199254740992
    99999999999999999999 %00 1%00 %ff %c0%af %ed%a0%80 % %zz %u0041 %20 %F0%9F%92%A9 a%2Fb ..%2f..%2fetc%2fpasswd
    1'%20or%20'1'='1 1;drop 6f1ed002-ab5d-4a1f-9d3c-2c9b1a8f7e60 6f1ed002-ab5d-4a1f-9d3c-2c9b1a8f7e6
    6f1ed002-ab5d-4a1f-9d3c-2c9b1a8f7e600 {6f1ed002-ab5d-4a1f-9d3c-2c9b1a8f7e60}`),
  ...["x".repeat(600), "9".repeat(400), "%41".repeat(400)],
];

/** Ids that are none, or nobody's, under every path that takes one. */
export function badIds(scene: Scene): BadRequest[] {
  return endpoints
    .filter(({ params }) => params)
    .flatMap((endpoint) =>
      methodsOf(endpoint).flatMap((method) =>
        strangeIds.map((id) => ({
          what: "a bad id",
          method,
          url: pathOf(endpoint, scene, id),
          ...bodyFor(endpoint, scene),
        })),
      ),
    );
}

const bodyFor = (endpoint: Endpoint, scene: Scene) =>
  endpoint.body ? { headers: JSON_BODY, payload: objectOf(baseOf(endpoint, scene)) } : {};

const unknownPaths = [
  ...words(`
    /v1 /v1/ /v1/lead /v1/Leads /v1/leads/archived/x /v1/leads/search/x/y /v1/leads%00 /v1/leads%ff /v1//lead
    /v1/leads;x=1 /v1/__proto__ /v1/constructor /v2/persons /api /api/v1 /api/v2/ /api/v2/leads/x/y/z
    /api/v3/persons //lead /% /%zz /.env /wp-login.php /foyer /foyer/x`),
  `/v1/${"x".repeat(8_000)}`,
];

/** Whether a path with parameters may stand for another: `/v1/deals/{id}` takes what is sent to `/v1/deals/summary`. */
const takes = (pattern: string, path = ""): boolean =>
  new RegExp(`^${pattern.replaceAll(/\{\w+\}/g, "[^/]+")}$`).test(path);

/** Paths nobody serves, and methods served paths do not have. */
export function badRoutes(scene: Scene): BadRequest[] {
  const all = ["GET", "POST", "PUT", "PATCH", "DELETE"];
  const unknown = unknownPaths.flatMap((url) =>
    all.map((method) => ({ what: "a path nobody serves", method, url, status: 404 })),
  );
  const paths = Map.groupBy(endpoints, ({ path }) => path);
  const refused = [...paths.values()].flatMap((served) => {
    const [endpoint] = served;
    const known = new Set(endpoints.filter(({ path }) => takes(path, endpoint?.path)).flatMap(methodsOf));
    const others = endpoint ? all.filter((method) => !known.has(method)) : [];
    return others.map((method) => ({
      what: "a method the path has not",
      method,
      url: endpoint ? pathOf(endpoint, scene) : "",
      status: 405,
    }));
  });
  return [...unknown, ...refused];
}
