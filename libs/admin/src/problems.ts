import { defineProblems } from '@tillbridge/domain';
import { AUTHORIZATION_PROBLEMS } from './problems/of-authorization.js';
import { CONNECTION_PROBLEMS } from './problems/of-connections.js';
import { DELIVERY_PROBLEMS } from './problems/of-deliveries.js';
import { KEY_PROBLEMS } from './problems/of-keys.js';
import { LOCATION_PROBLEMS } from './problems/of-locations.js';
import { REQUEST_PROBLEMS } from './problems/of-requests.js';

export const ADMIN_PROBLEMS = defineProblems({
  ...CONNECTION_PROBLEMS,
  ...AUTHORIZATION_PROBLEMS,
  ...LOCATION_PROBLEMS,
  ...DELIVERY_PROBLEMS,
  ...KEY_PROBLEMS,
  ...REQUEST_PROBLEMS,
  'settings.file_absent': {
    kind: 'settings',
    en: {
      what: 'There is no settings file: neither --config nor TILLBRIDGE_CONFIG names one, and tillbridge.yaml is not here.',
      fix: 'Name it with --config, or begin with a copy of config/tillbridge.example.yaml.',
    },
    fr: {
      what: 'Il n’y a pas de fichier de réglages : ni --config ni TILLBRIDGE_CONFIG n’en nomme, et tillbridge.yaml n’est pas ici.',
      fix: 'Nommez-le avec --config, ou partez d’une copie de config/tillbridge.example.yaml.',
    },
  },
  'output.unknown': {
    kind: 'usage',
    en: {
      what: 'There is no output "{name}".{hint}',
      fix: 'The settings name {known}; use one of these, or add the output to the settings.',
    },
    fr: {
      what: 'Il n’y a pas de sortie « {name} ».{hint}',
      fix: 'Les réglages nomment {known} ; utilisez l’une d’elles, ou ajoutez la sortie aux réglages.',
    },
  },
  'location.unknown': {
    kind: 'usage',
    en: {
      what: 'There is no location "{name}".{hint}',
      fix: 'The settings name {known}; use one of these, or add the location to the settings.',
    },
    fr: {
      what: 'Il n’y a pas d’emplacement « {name} ».{hint}',
      fix: 'Les réglages nomment {known} ; utilisez l’un d’eux, ou ajoutez l’emplacement aux réglages.',
    },
  },
});
