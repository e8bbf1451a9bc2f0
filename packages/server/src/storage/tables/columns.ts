/** Times are milliseconds since 1970, flags 0 or 1, documents JSON text: the same in both engines. */
export type Millis = number;
export type Flag = 0 | 1;
export type JsonText = string;
