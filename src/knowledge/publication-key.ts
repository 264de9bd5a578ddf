/** The job that publishes a text at its time: one for each language of an article, so that setting it anew moves it. */
export function publicationKey(text: { brand_id: number; article_id: number; locale: string }): string {
  return `publish-article:${text.brand_id}:${text.article_id}:${text.locale}`
}
