export const JSON_TYPE = "application/json; charset=utf-8";

/** A browser that came by TLS once comes by nothing else for a year. */
export const HSTS = "max-age=31536000";
