import { defineProblems } from '@tillbridge/domain';

/** What can be wrong with the words of a command line; exit 2. */
export const USAGE_PROBLEMS = defineProblems({
  'cli.command_missing': {
    kind: 'usage',
    en: { what: 'No command is given.', fix: 'Use one of the commands above, for example "tillbridge check".' },
    fr: {
      what: 'Aucune commande n’est donnée.',
      fix: 'Utilisez une des commandes ci-dessus, par exemple « tillbridge check ».',
    },
  },
  'cli.command_unknown': {
    kind: 'usage',
    en: { what: 'There is no command "{command}".{hint}', fix: 'The commands are {known}.' },
    fr: {
      what: 'Il n’y a pas de commande « {command} ».{hint}',
      fix: 'Les commandes sont {known}.',
    },
  },
  'cli.option_unknown': {
    kind: 'usage',
    en: {
      what: 'This command knows no option {option}.{hint}',
      fix: 'Its options are {known}; --help tells what they do.',
    },
    fr: {
      what: 'Cette commande ne connaît pas l’option {option}.{hint}',
      fix: 'Ses options sont {known} ; --help dit ce qu’elles font.',
    },
  },
  'cli.option_needs_value': {
    kind: 'usage',
    en: { what: 'The option {option} needs a value.', fix: 'Write it after the option; --help shows the form.' },
    fr: {
      what: 'L’option {option} demande une valeur.',
      fix: 'Écrivez-la après l’option ; --help en montre la forme.',
    },
  },
  'cli.option_without_value': {
    kind: 'usage',
    en: { what: 'The option {option} takes no value.', fix: 'Write it alone.' },
    fr: { what: 'L’option {option} ne prend pas de valeur.', fix: 'Écrivez-la seule.' },
  },
  'cli.option_required': {
    kind: 'usage',
    en: { what: 'The option {option} is missing.', fix: 'Add it; --help shows the form.' },
    fr: { what: 'L’option {option} manque.', fix: 'Ajoutez-la ; --help en montre la forme.' },
  },
  'cli.word_missing': {
    kind: 'usage',
    en: { what: 'Too few words after "{command}".', fix: 'Run "tillbridge {command} --help" to see what it takes.' },
    fr: {
      what: 'Trop peu de mots après « {command} ».',
      fix: 'Lancez « tillbridge {command} --help » pour voir ce qu’elle attend.',
    },
  },
  'cli.word_unexpected': {
    kind: 'usage',
    en: {
      what: '"{word}" is one word too many for "{command}".',
      fix: 'Run "tillbridge {command} --help" to see what it takes.',
    },
    fr: {
      what: '« {word} » est de trop pour « {command} ».',
      fix: 'Lancez « tillbridge {command} --help » pour voir ce qu’elle attend.',
    },
  },
  'cli.choice_unknown': {
    kind: 'usage',
    en: { what: '"{text}" is not possible for {place}.{hint}', fix: 'Possible are {known}.' },
    fr: {
      what: '« {text} » n’est pas possible pour {place}.{hint}',
      fix: 'Sont possibles {known}.',
    },
  },
  'cli.value_refused': {
    kind: 'usage',
    en: {
      what: '"{text}" cannot be taken for {place}.',
      fix: 'A location id is a text such as 0001, a zone such as America/Toronto, a currency such as CAD.',
    },
    fr: {
      what: '« {text} » est refusé pour {place}.',
      fix: 'Un identifiant d’emplacement est un texte comme 0001, un fuseau comme America/Toronto, une devise comme CAD.',
    },
  },
  'cli.line_refused': {
    kind: 'usage',
    en: {
      what: '{option} takes one line of 1 to {limit} characters, without control or invisible characters.',
      fix: 'Type it anew: copied text can carry characters that nobody sees, such as blanks of no width.',
    },
    fr: {
      what: '{option} attend une ligne de 1 à {limit} caractères, sans caractère de contrôle ni caractère invisible.',
      fix: 'Saisissez-la de nouveau : un texte copié peut contenir des caractères que personne ne voit, comme une espace sans chasse.',
    },
  },
  'cli.duration_unreadable': {
    kind: 'usage',
    en: { what: '"{text}" is no duration for {option}.', fix: 'Write a whole number and a unit: 90s, 15m, 2h.' },
    fr: {
      what: '« {text} » n’est pas une durée pour {option}.',
      fix: 'Écrivez un nombre entier et une unité : 90s, 15m, 2h.',
    },
  },
  'cli.date_unreadable': {
    kind: 'usage',
    en: { what: '"{text}" is no date for {option}.', fix: 'Write a date of the calendar such as 2026-05-14.' },
    fr: {
      what: '« {text} » n’est pas une date pour {option}.',
      fix: 'Écrivez une date du calendrier comme 2026-05-14.',
    },
  },
});
