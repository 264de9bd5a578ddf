import { build } from './build.mjs'
import { install } from './install.mjs'
import { installedNode } from './installed.mjs'
import { alone } from './lock.mjs'
import { isBuilt } from './products.mjs'
import { Stop, say } from './say.mjs'

/** Installs and builds what is missing, one process at a time; undefined, with the reason said, when that is not possible. */
export async function setUp(wanted) {
  if (Number.parseInt(process.versions.node, 10) < 18) return say('oldNode', process.version)
  try {
    return await alone(async () => {
      // Somebody else may have done it while we waited.
      const node = installedNode() ?? (await install())
      for (const product of wanted) if (!isBuilt(product)) await build(node, product)
      return node
    })
  } catch (error) {
    if (!(error instanceof Stop)) throw error
    error.say()
  }
}
