import { defineProblems } from '@tillbridge/domain';
import { COMMAND_PROBLEMS } from './problems/of-commands.js';
import { CONNECT_PROBLEMS } from './problems/of-connect.js';
import { USAGE_PROBLEMS } from './problems/of-usage.js';

export const CLI_PROBLEMS = defineProblems({
  ...USAGE_PROBLEMS,
  ...COMMAND_PROBLEMS,
  ...CONNECT_PROBLEMS,
  'cli.interrupted': {
    kind: 'later',
    en: {
      what: 'The command was ended by {signal}.',
      fix: 'Run it again: what was committed stays, and an interrupted part is read or sent again.',
    },
    fr: {
      what: 'La commande a été arrêtée par {signal}.',
      fix: 'Relancez-la : ce qui est enregistré reste, et la partie interrompue est relue ou renvoyée.',
    },
  },
  'cli.defect': {
    kind: 'failed',
    en: {
      what: 'Tillbridge failed by a defect of its own: {message}',
      fix: 'Report this line, the command, and what --verbose adds to it. Version {version}.',
    },
    fr: {
      what: 'Tillbridge a échoué par un défaut interne : {message}',
      fix: 'Signalez cette ligne, la commande et ce que --verbose y ajoute. Version {version}.',
    },
  },
});
