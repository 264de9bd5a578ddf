/** Where a brand's logo is seen by everybody; another logo, another address. */
export const addressOfLogo = (brandId: number, hash: string | null): string | null =>
  hash === null ? null : `/brand-logos/${brandId}?v=${hash.slice(0, 12)}`
