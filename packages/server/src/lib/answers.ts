/** A value that is JSON text already, so that it is never parsed and serialised again on its way out. */
export type Json<T> = { readonly json: string; readonly of?: T };

/** The same as a byte text: see `byte-text.ts`. */
export type JsonBytes<T> = { readonly bytes: string; readonly of?: T };

/** A list whose items are JSON text in ASCII already, in pieces between which belong commas. */
export type JsonPieces<T> = { readonly pieces: readonly string[]; readonly of?: T };

/** A page of a list by position. `more` tells whether anything follows; `keep` is handed the body as it leaves. */
export type OffsetPage<T> = {
  items: T[] | JsonPieces<T[]> | JsonBytes<T[]>;
  start: number;
  limit: number;
  more: boolean;
  keep?: ((body: Buffer) => void) | undefined;
};

/** An answer that left before, as the bytes of its body. */
export type ReadyBody = { readonly body: Buffer };

/** A page of a list by cursor; null after the last. */
export type CursorPage<T, Items = T[]> = { items: Items; next_cursor: string | null };

/** A v1 answer that says something beside its data. */
export type WithAdditional<T> = { item: T; additional: object };

/** v1 answers for persons and organizations carry the objects they point at, by kind and id. */
export type WithRelated<T> = { item: T; related: object; additional?: object };

/** An answer that is a file, sent as fast as it is read. */
export type FileAnswer = { name: string; type: string; content: AsyncIterable<string> };
