import type { Scope } from "@leadfoyer/contract";

/** Each scope as whoever is asked for it understands it. */
export const scopeWords: Record<Scope, string> = {
  base: "See who you are and which company you belong to",
  "leads:read": "See leads, lead labels and lead sources",
  "leads:full": "See, add, change and delete leads and lead labels",
  "contacts:read": "See people and organizations",
  "contacts:full": "See, add, change and delete people and organizations",
  "deals:read": "See deals, notes and filters",
  "deals:full": "See, add, change and delete deals, notes and filters",
  "activities:read": "See activities",
  "activities:full": "See, add, change and delete activities",
  "deal-fields:full": "Change the custom fields of deals and leads",
  "contact-fields:full": "Change the custom fields of people and organizations",
  "product-fields:full": "Change the custom fields of products",
  "search:read": "Search everything you can see",
  "recents:read": "See what changed lately",
  "users:read": "See the users of your company",
  "webhooks:read": "See webhooks",
  "webhooks:full": "See, add and delete webhooks: where changes are sent to",
  admin: "Add and deactivate users, and change settings of the company, such as fields, roles and webhooks",
};
