/** `owner_id` as `ownerId`. */
type Camel<Name> = Name extends `${infer Head}_${infer Tail}` ? `${Head}${Capitalize<Camel<Tail>>}` : Name;

/** Options under either spelling. */
export type EitherCase<T> = T & { [Name in keyof T as Camel<Name>]?: T[Name] | undefined };

/** A body given as it is, or as the older client took it: one level down under the name of its class. */
export type Enclosed<Values, Name extends string> =
  | EitherCase<Partial<Values>>
  | ({ [name in Name | Uncapitalize<Name>]?: Partial<Values> } & EitherCase<Partial<Values>>);

/** The body in `options`, wherever it is. */
export function unclosed(options: object | undefined, name: string): object {
  const { [name]: enclosed, ...rest } = (options ?? {}) as Record<string, object | undefined>;
  return { ...enclosed, ...rest };
}
