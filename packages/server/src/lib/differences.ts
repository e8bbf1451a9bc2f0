/** The members of `before` that `after` has otherwise, as they were: null for what is new. */
export function differences<T extends object>(before: T, after: T): Partial<T> {
  const keys = Object.keys({ ...before, ...after }) as (keyof T)[]; // an object of a type has the keys of the type
  const changed = keys.filter((key) => JSON.stringify(before[key]) !== JSON.stringify(after[key]));
  return Object.fromEntries(changed.map((key) => [key, before[key] ?? null])) as Partial<T>;
}
