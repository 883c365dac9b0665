import { ADMIN_PROBLEMS } from '@tillbridge/admin';
import { APPLICATION_PROBLEMS } from '@tillbridge/application';
import { DAEMON_PROBLEMS } from '@tillbridge/daemon';
import { EGRESS_PROBLEMS } from '@tillbridge/egress';
import type { ProblemCatalogue } from '@tillbridge/domain';
import { OAUTH_PROBLEMS } from '@tillbridge/oauth';
import { OUTPUT_PROBLEMS } from '@tillbridge/outputs';
import { CAUSES } from '@tillbridge/plugin-kit';
import { PLUGIN_PROBLEMS } from '@tillbridge/registry';
import { SCHEDULING_PROBLEMS } from '@tillbridge/scheduling';
import { SETTINGS_PROBLEMS } from '@tillbridge/settings';
import { STORE_PROBLEMS } from '@tillbridge/store';
import { SYNC_PROBLEMS } from '@tillbridge/sync';
import { CLI_PROBLEMS } from '../problems.js';

export interface CatalogueGroup {
  readonly title: { readonly en: string; readonly fr: string };
  readonly problems: ProblemCatalogue;
}

/** Everything that can be said to a person, by the part of the flow that says it. */
export const CATALOGUE: readonly CatalogueGroup[] = [
  { title: { en: 'Settings', fr: 'Réglages' }, problems: SETTINGS_PROBLEMS },
  { title: { en: 'Plugins', fr: 'Plugins' }, problems: PLUGIN_PROBLEMS },
  { title: { en: 'Access', fr: 'Accès' }, problems: OAUTH_PROBLEMS },
  { title: { en: 'Causes', fr: 'Causes' }, problems: CAUSES },
  { title: { en: 'Reading', fr: 'Lecture' }, problems: SYNC_PROBLEMS },
  { title: { en: 'Network', fr: 'Réseau' }, problems: EGRESS_PROBLEMS },
  { title: { en: 'Database', fr: 'Base de données' }, problems: STORE_PROBLEMS },
  { title: { en: 'Outputs', fr: 'Sorties' }, problems: OUTPUT_PROBLEMS },
  { title: { en: 'Work', fr: 'Travaux' }, problems: SCHEDULING_PROBLEMS },
  { title: { en: 'Administration', fr: 'Administration' }, problems: ADMIN_PROBLEMS },
  { title: { en: 'Wiring', fr: 'Assemblage' }, problems: APPLICATION_PROBLEMS },
  { title: { en: 'Service', fr: 'Service' }, problems: DAEMON_PROBLEMS },
  { title: { en: 'Commands', fr: 'Commandes' }, problems: CLI_PROBLEMS },
];
