import type { DataOf } from "@leadfoyer/contract";
import type { Answer, Body } from "./attempt.ts";
import type { Core, Wanted } from "./core.ts";
import {
  type BodyOf,
  type Called,
  type Line,
  type ParamsOf,
  parseLine,
  type QueryOf,
} from "./endpoint-line.ts";
import type { Opened } from "./opened.ts";
import type { CallOptions } from "./options.ts";

/** A call under way: awaited it gives `data`. */
export type Call<Data> = Promise<Data> & {
  /** `data` together with the whole body and the response, whose headers and status can be read. */
  withResponse(): Promise<{ data: Data; body: Body; response: Response }>;
};

type Names<Path> = Path extends `${string}{${infer Name}}${infer Rest}` ? [Name, ...Names<Rest>] : [];
type Param<E, Name> = Name extends keyof ParamsOf<E> ? ParamsOf<E>[Name] : never;

type Query<E, Options> = [QueryOf<E>] extends [undefined]
  ? [options?: Options]
  : object extends QueryOf<E>
    ? [query?: QueryOf<E>, options?: Options]
    : [query: QueryOf<E>, options?: Options];

/** What follows the path's parameters. */
type Rest<E, Options> = [BodyOf<E>] extends [undefined]
  ? Query<E, Options>
  : object extends BodyOf<E>
    ? [body?: BodyOf<E>, options?: Options & { query?: QueryOf<E> }]
    : [body: BodyOf<E>, options?: Options & { query?: QueryOf<E> }];

/** The function an endpoint becomes: the path's parameters, then query or body, then options. */
export type Callable<E extends Called, Answered, Options = CallOptions> =
  Names<E["path"]> extends [infer A, infer B]
    ? (id: Param<E, A>, subId: Param<E, B>, ...rest: Rest<E, Options>) => Answered
    : Names<E["path"]> extends [infer A]
      ? (id: Param<E, A>, ...rest: Rest<E, Options>) => Answered
      : (...rest: Rest<E, Options>) => Answered;

/** Sorts the arguments of a call into what is to be sent. */
export function toWanted<Options extends CallOptions>(line: string) {
  const parsed = parseLine(line);
  return (parameters: unknown[]): Wanted & { options?: Options } => {
    const rest = parameters.splice(parsed.path.length - 1);
    const path = parsed.path.reduce(
      (before, part, index) => before + encodeURIComponent(String(parameters[index - 1])) + part,
    );
    const input = parsed.hasQuery || parsed.hasBody ? rest.shift() : undefined;
    const options = rest[0] as (Options & { query?: object }) | undefined;
    return parsed.hasBody
      ? { line: parsed, path, body: input ?? {}, query: options?.query, ...(options && { options }) }
      : { line: parsed, path, query: input as object, ...(options && { options }) };
  };
}

/** Makes the function of an endpoint that answers one thing. `Data` is its type by name, for editors to show. */
export function call<E extends Called, Data extends Opened<DataOf<E>> = Opened<DataOf<E>>>(
  core: Core,
  line: Line<E>,
): Callable<E, Call<Data>> {
  const wanted = toWanted(line);
  const start: unknown = (...parameters: unknown[]) => toCall<Data>(core.request(wanted(parameters)));
  return start as Callable<E, Call<Data>>;
}

function toCall<Data>(answer: Promise<Answer>): Call<Data> {
  const data = answer.then(({ body }) => body.data as Data);
  return Object.assign(data, {
    async withResponse() {
      data.catch(() => {}); // its rejection is told here, once
      const { body, response } = await answer;
      return { data: body.data as Data, body, response };
    },
  });
}
