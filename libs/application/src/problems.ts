import { defineProblems } from '@tillbridge/domain';

export const APPLICATION_PROBLEMS = defineProblems({
  'output.kind_unknown': {
    kind: 'settings',
    en: {
      what: 'There is no output kind "{kind}"; known are {known}.{hint}',
      fix: 'Use one of these as the kind of the output.',
    },
    fr: {
      what: 'Il n’y a pas de sortie de type « {kind} » ; sont connus {known}.{hint}',
      fix: 'Utilisez l’un de ceux-ci comme « kind » de la sortie.',
    },
  },
});
