import type { ShopRecord } from '@tillbridge/plugin-kit';
import { notImplemented } from './failure.js';

export async function listShops(): Promise<readonly ShopRecord[]> {
  return notImplemented('the list of outlets');
}
