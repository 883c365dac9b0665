import type { Egress } from '@tillbridge/egress';
import type { Output } from '@tillbridge/plugin-kit';
import { check } from './check.js';
import { deliver } from './deliver.js';
import { previewOf } from './preview.js';
import { shapingSettings, webhookSettings } from './settings.js';

/** `egress`: the way outside, asked for when it is first needed. */
export function createWebhookOutput(egress: () => Egress): Output {
  return {
    check: async (context) => check(egress(), context),
    deliver: async (context, days) => deliver(egress(), context, days),
    preview: (settings, days) => previewOf(days, webhookSettings(settings)),
    shapingSettings,
  };
}
