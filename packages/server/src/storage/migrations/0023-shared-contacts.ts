/**
 * Finds what is shared beyond its owner, or its owner's group, for users who see little else: leads, as before, now of
 * companies without groups too, persons and organizations.
 */
export const up = (): string => `
drop index leads_shared;
create index leads_shared on leads (company_id, is_archived, visible_to, seq) where visible_to > 1;
create index persons_shared on persons (company_id, is_deleted, visible_to, id) where visible_to > 1;
create index organizations_shared on organizations (company_id, is_deleted, visible_to, id) where visible_to > 1;
`;
