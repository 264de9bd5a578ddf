import { installedNode } from './installed.mjs'
import { isBuilt, products } from './products.mjs'

/**
 * The Node that runs the program, once everything it needs is there; undefined, with the reason said, when that cannot be had.
 */
export async function ready({ withScreens }) {
  const always = [products.texts, products.nGrams]
  const wanted = withScreens ? [...always, products.screens, products.widget] : always
  const node = installedNode()
  if (node && wanted.every(isBuilt)) return node
  const { setUp } = await import('./set-up.mjs')
  return setUp(wanted)
}
