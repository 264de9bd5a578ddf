import type { FastifyInstance } from 'fastify'
import type { Desk } from '../../desk.ts'
import { demoShopRoutes } from './demo-shop/routes.ts'
import { chatHttpRoutes } from './http-routes.ts'
import { openHub } from './hub.ts'
import type { Greet } from './panel-config.ts'
import { chatPageRoutes } from './page-routes.ts'
import { chatFileRoute } from './serve-file.ts'
import { socketRoute } from './socket-route.ts'
import { tryPageRoute } from './try-page.ts'

/** Everything a visitor's browser asks of the chat. */
export function webChatRoutes(app: FastifyInstance, desk: Desk, greet: Greet): void {
  const hub = openHub(desk)
  chatPageRoutes(app, desk, greet)
  tryPageRoute(app, desk)
  chatHttpRoutes(app, desk, hub)
  chatFileRoute(app, desk)
  socketRoute(app, desk, hub)
  if (desk.isDemo) demoShopRoutes(app, 'hinoki')
  app.addHook('onClose', () => hub.stop())
}
