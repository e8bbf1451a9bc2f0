/**
 * Finds the leads that are shared beyond their owner's group, for users who see few others. Most companies share few
 * so far, and what is not shared costs nothing here.
 */
export const up = (): string => `
create index leads_shared on leads (company_id, is_archived, visible_to, seq) where visible_to > 3;
`;
