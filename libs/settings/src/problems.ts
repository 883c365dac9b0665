import { defineProblems } from '@tillbridge/domain';
import { FILE_PROBLEMS } from './problems/of-file.js';
import { VALUE_PROBLEMS } from './problems/of-values.js';
import { CONTRADICTION_PROBLEMS } from './problems/of-contradictions.js';
import { SECRET_PROBLEMS } from './problems/of-secrets.js';

/**
 * Every way in which settings can be wrong. `{expected}`, `{seen}`, `{reason}` and `{hint}` are phrases that exist in
 * both languages (`check/phrase.ts`); the rest are parameters that need no translation.
 */
export const SETTINGS_PROBLEMS = defineProblems({
  ...FILE_PROBLEMS,
  ...VALUE_PROBLEMS,
  ...CONTRADICTION_PROBLEMS,
  ...SECRET_PROBLEMS,
  'settings.database_in_memory': {
    kind: 'settings',
    en: {
      what: '{file}:{line} {key}: the database {path} lies in the machine’s memory (tmpfs) and is lost when it restarts.',
      fix: 'Put it on a disk: tokens, figures and what was delivered are kept in it.',
    },
    fr: {
      what: '{file}:{line} {key} : la base de données {path} se trouve en mémoire vive (tmpfs) et disparaît au redémarrage.',
      fix: 'Placez-la sur un disque : elle garde les jetons, les chiffres et ce qui a été livré.',
    },
  },
});

export type SettingsCode = keyof typeof SETTINGS_PROBLEMS;
