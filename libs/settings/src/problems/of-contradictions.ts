import { defineProblems } from '@tillbridge/domain';

/** Two values, each right by itself, do not go together. */
export const CONTRADICTION_PROBLEMS = defineProblems({
  'settings.duplicate_id': {
    kind: 'settings',
    en: {
      what: '{file}:{line}:{column} {key}: the id {id} is taken already on line {first}.',
      fix: 'Give each connection and each output its own id.',
    },
    fr: {
      what: '{file}:{line}:{column} {key} : l’identifiant {id} est déjà pris à la ligne {first}.',
      fix: 'Donnez à chaque connexion et à chaque sortie son propre identifiant.',
    },
  },
  'settings.duplicate_shop': {
    kind: 'settings',
    en: {
      what: '{file}:{line}:{column} {key}: the shop {id} is mapped already on line {first}, for dates that overlap.',
      fix: 'Map a shop to one location at a time; use from and to where it moved.',
    },
    fr: {
      what: '{file}:{line}:{column} {key} : le magasin {id} est déjà associé à la ligne {first}, pour des dates qui se chevauchent.',
      fix: 'Associez un magasin à un seul emplacement à la fois ; utilisez from et to s’il a changé.',
    },
  },
  'settings.location_shared': {
    kind: 'settings',
    en: {
      what: '{file}:{line}:{column} {key}: the location {id} is fed by connection {other} already, on line {first}.',
      fix: 'Feed a location from one connection; several shops of that connection may feed it and add up.',
    },
    fr: {
      what: '{file}:{line}:{column} {key} : l’emplacement {id} est déjà alimenté par la connexion {other}, à la ligne {first}.',
      fix: 'Alimentez un emplacement par une seule connexion ; plusieurs magasins de cette connexion peuvent l’alimenter et s’additionnent.',
    },
  },
  'settings.location_contradicted': {
    kind: 'settings',
    en: {
      what: '{file}:{line}:{column} {key}: differs from what line {first} says about the same location {id}.',
      fix: 'Say it once, on the first line of that location, or the same each time.',
    },
    fr: {
      what: '{file}:{line}:{column} {key} : diffère de ce que dit la ligne {first} du même emplacement {id}.',
      fix: 'Dites-le une seule fois, à la première ligne de cet emplacement, ou chaque fois de même.',
    },
  },
});
