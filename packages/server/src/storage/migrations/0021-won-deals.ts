/** Finds the newest deals a pipeline won, by which a deal tells how long it takes there to win one. */
export const up = (): string => `
create index deals_won on deals (company_id, pipeline_id, id) where status = 'won' and is_deleted = 0;
`;
