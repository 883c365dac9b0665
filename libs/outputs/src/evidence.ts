import type { Language, ProblemParameters } from '@tillbridge/domain';
import type { SpokenEvidence } from '@tillbridge/plugin-kit';

/** What a check that went well found, in each language. */
const EVIDENCE = {
  'csv.writable': { en: '{directory} is writable', fr: '{directory} est accessible en écriture' },
  'csv.to_be_made': { en: '{directory} is to be made', fr: '{directory} est à créer' },
  'database.tables_writable': {
    en: '{target} has the tables in schema {schema}, and {user} may write them',
    fr: '{target} contient les tables dans le schéma {schema}, et {user} peut y écrire',
  },
  'database.tables_to_be_made': {
    en: '{target} can be written; the first delivery makes the tables in schema {schema}',
    fr: '{target} est accessible en écriture ; la première livraison crée les tables dans le schéma {schema}',
  },
  'database.file_writable': { en: '{target} can be written', fr: '{target} est accessible en écriture' },
  'database.file_to_be_made': {
    en: '{target} does not exist yet and can be made; the first delivery makes it',
    fr: '{target} n’existe pas encore et peut être créé ; la première livraison le crée',
  },
  'webhook.answered': {
    en: '{host} answered HEAD with {status}; nothing was sent',
    fr: '{host} a répondu {status} à HEAD ; rien n’a été envoyé',
  },
  'webhook.test_taken': {
    en: '{host} took the test event {id}',
    fr: '{host} a accepté l’événement d’essai {id}',
  },
} as const satisfies Readonly<Record<string, Readonly<Record<Language, string>>>>;

type EvidenceCode = keyof typeof EVIDENCE;

export type Evidence = Required<SpokenEvidence>;

/** As a check's answer carries it. */
export function evidenceOf(code: EvidenceCode, parameters: ProblemParameters): Evidence {
  const { en, fr } = EVIDENCE[code];
  return { evidence: filled(en, parameters), evidenceFr: filled(fr, parameters) };
}

function filled(text: string, parameters: ProblemParameters): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => String(parameters[name] ?? whole));
}
