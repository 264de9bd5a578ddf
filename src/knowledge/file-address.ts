/** Where an article's file is read, by everybody or by staff: see `files.ts`. */
export const addressOfFile = (id: number): string => `/article-files/${id}`
