import { useRef } from "react";

type Acts = Readonly<Record<string, (...args: never[]) => unknown>>;

/** The same functions however often a component is drawn, each doing what it last was given to do: who takes them is not drawn anew for them. */
export function useSteady<A extends Acts>(acts: A): A {
  const latest = useRef(acts);
  latest.current = acts;
  const steady = useRef<A>(undefined);
  steady.current ??= Object.fromEntries(
    Object.keys(acts).map((name) => [name, (...args: never[]) => latest.current[name]?.(...args)]),
  ) as A; // every name has its function
  return steady.current;
}
