/** Pipedrive's plans: factor of the daily budget, and requests in two seconds by API token and by OAuth token. */
export const plans = {
  lite: { factor: 1, apiToken: 20, accessToken: 80 },
  growth: { factor: 2, apiToken: 40, accessToken: 160 },
  premium: { factor: 5, apiToken: 100, accessToken: 400 },
  ultimate: { factor: 7, apiToken: 120, accessToken: 480 },
} as const;
export type Plan = keyof typeof plans;

/** Searches in two seconds, whatever the plan and token. */
export const SEARCHES = 10;

/** Tokens a day and seat, times the plan's factor. */
export const DAILY_TOKENS = 30_000;
