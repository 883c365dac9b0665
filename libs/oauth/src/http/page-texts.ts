import type { Language } from '@tillbridge/domain';

export interface PageTexts {
  readonly done: string;
  readonly imports: (connection: string) => string;
  readonly failed: string;
  readonly onlyGet: string;
}

const en: PageTexts = {
  done: 'Access granted',
  imports: (connection) =>
    `The connection ${connection} is authorised, and its first import begins now. This page can be closed.`,
  failed: 'This did not work',
  onlyGet: 'This address only takes the answer of the POS.',
};

const fr: PageTexts = {
  done: 'Accès accordé',
  imports: (connection) =>
    `La connexion ${connection} est autorisée, et sa première importation commence maintenant. Cette page peut être fermée.`,
  failed: 'Cela n’a pas fonctionné',
  onlyGet: 'Cette adresse ne reçoit que la réponse du point de vente.',
};

export function pageTexts(language: Language): PageTexts {
  return language === 'fr' ? fr : en;
}
