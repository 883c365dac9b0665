import { defineProblems } from '@tillbridge/domain';

export const KEY_PROBLEMS = defineProblems({
  'key.unknown': {
    kind: 'usage',
    en: {
      what: 'There is no API key "{name}" that could be revoked.',
      fix: '"tillbridge key list" shows the ids of the keys.',
    },
    fr: {
      what: 'Il n’y a pas de clé d’API « {name} » à révoquer.',
      fix: '« tillbridge key list » montre les identifiants des clés.',
    },
  },
  'key.last': {
    kind: 'person',
    en: {
      what: '"{name}" is the last API key that works; without it nobody reaches the API.',
      fix: 'Create another key first; or revoke it with "tillbridge key revoke {name} --yes".',
    },
    fr: {
      what: '« {name} » est la dernière clé d’API valable ; sans elle, personne n’atteint l’API.',
      fix: 'Créez d’abord une autre clé ; ou révoquez-la avec « tillbridge key revoke {name} --yes ».',
    },
  },
});
