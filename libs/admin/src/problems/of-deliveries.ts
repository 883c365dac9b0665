import { defineProblems } from '@tillbridge/domain';

export const DELIVERY_PROBLEMS = defineProblems({
  'deliveries.out_of_reach': {
    kind: 'usage',
    en: {
      what: 'The day {date} of {location} lies before the reach of output {output}; nothing was marked.',
      fix: 'Reach back first: "tillbridge sync <connection> --from {from} --to {date} --deliver".',
    },
    fr: {
      what: 'Le jour {date} de {location} précède la portée de la sortie {output} ; rien n’a été marqué.',
      fix: 'Étendez d’abord la portée : « tillbridge sync <connexion> --from {from} --to {date} --deliver ».',
    },
  },
  'deliveries.none': {
    kind: 'usage',
    en: {
      what: 'Output {output} has no folded day from {from} to {to} to send again.',
      fix: 'Import these dates first: "tillbridge sync <connection> --from {from} --to {to}".',
    },
    fr: {
      what: 'La sortie {output} n’a aucun jour calculé du {from} au {to} à renvoyer.',
      fix: 'Importez d’abord ces dates : « tillbridge sync <connexion> --from {from} --to {to} ».',
    },
  },
  'deliveries.confirm_count': {
    kind: 'usage',
    en: {
      what: 'This would send {count} days again, more than {limit}.',
      fix: 'Give the number to confirm it (--confirm {count}, API: "confirm": {count}), or take a shorter period.',
    },
    fr: {
      what: 'Ceci renverrait {count} jours, plus que {limit}.',
      fix: 'Donnez ce nombre pour confirmer (--confirm {count}, API : « confirm » : {count}), ou choisissez une période plus courte.',
    },
  },
  'output.paused': {
    kind: 'person',
    en: {
      what: 'The output {output} is paused since {since}: {reason}. Nothing goes out to it.',
      fix: 'Resume it first: "tillbridge outputs resume {output}".',
    },
    fr: {
      what: 'La sortie {output} est en pause depuis {since} : {reason}. Rien n’y est envoyé.',
      fix: 'Reprenez-la d’abord : « tillbridge outputs resume {output} ».',
    },
  },
  'job.unknown': {
    kind: 'usage',
    en: { what: 'There is no job "{name}".', fix: 'Look at the list of jobs.' },
    fr: { what: 'Il n’y a pas de travail « {name} ».', fix: 'Consultez la liste des travaux.' },
  },
});
