import type { App } from '../app.ts'
import { type Asset, assets } from '../assets.ts'
import { sendAsset } from '../send-asset.ts'

const config = { open: true, asset: true }
const schema = { hide: true }

export function assetRoutes(app: App): void {
  for (const asset of Object.values<Asset>(assets)) {
    app.get(asset.path, { config, schema }, async (request, reply) => sendAsset(request, reply, asset))
  }
}
