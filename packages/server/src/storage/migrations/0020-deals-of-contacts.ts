/** Deals of a person or an organization are counted in an index alone: a deal's document is wide. */
export const up = (): string => `
create index deals_of_person on deals
  (company_id, person_id, is_deleted, is_archived, org_id, status, owner_id, visible_to, id);
create index deals_of_org on deals
  (company_id, org_id, is_deleted, is_archived, status, owner_id, visible_to, id);
`;
