/** What shows grants and budgets, after one has changed. */
export const aboutGrants = [
  'GET /api/grants',
  'GET /api/grants/{id}',
  'GET /api/my-authority',
  'GET /api/approvals',
  'GET /api/approvals/{id}',
] as const
