import type { Language } from '@tillbridge/domain';

interface PageText {
  readonly introduction: string;
  readonly single: string;
  readonly columns: readonly string[];
  readonly required: string;
  sameAs(section: string): string;
}

/** What `docs/settings.md` says around its tables. */
export const PAGE_TEXT: Readonly<Record<Language, PageText>> = {
  en: {
    introduction: `# Settings

<!-- Made by \`npm run docs:generate\` from libs/settings/src/schema. Change the schema, not this page. -->

One YAML file holds them: the file named by \`--config\`, else by the environment variable \`TILLBRIDGE_CONFIG\`, else
\`tillbridge.yaml\` in the working directory, else the defaults. \`config/default.yaml\` is the same list as a file, and
\`config/tillbridge.example.yaml\` one to begin from. An unknown key, a wrong type or a value out of range is refused; all
problems are told at once, each with its line, and the program exits with 78. \`tillbridge config check\` tells them without
doing anything else; \`tillbridge config print\` shows the value that holds for each key and where it came from, secrets masked.
Français : [settings.fr.md](settings.fr.md)

- **Substitution**, inside any text: \`\${NAME}\` is an environment variable, \`\${file:/run/secrets/x}\` the text of a file
  without the newline at its end, \`$\${\` the two characters themselves. What is put in stays text. A variable that is not
  set or empty is a problem, and so is a secret file that is empty or has more rights than mode 0640.
- **Durations** are a whole number and a unit: \`90s\`, \`15m\`, \`16h\`, \`7d\`.
- **Paths** that are relative begin at the working directory.
- **Ids** of connections, connectors, outputs and kinds: small letters, digits and hyphens, 63 at most. Ids of locations are
  text and stand in quotes: \`"0001"\`.
- The file is UTF-8 of at most 1 MiB; a byte order mark and Windows line ends are fine.`,
    single: 'Single keys',
    columns: ['Key', 'Type', 'Default', 'Meaning'],
    required: '**required**',
    sameAs: (section) => `The keys of \`${section}\`, each optional.`,
  },
  fr: {
    introduction: `# Réglages

<!-- Produit par \`npm run docs:generate\` à partir de libs/settings/src/schema. Modifiez le schéma, pas cette page. -->

Ils tiennent dans un fichier YAML : celui que nomme \`--config\`, sinon la variable d’environnement \`TILLBRIDGE_CONFIG\`, sinon
\`tillbridge.yaml\` dans le répertoire de travail, sinon les valeurs par défaut. \`config/default.yaml\` est la même liste sous
forme de fichier, et \`config/tillbridge.example.yaml\` un exemple de départ. Une clé inconnue, un type erroné ou une valeur hors
limites est refusé ; tous les problèmes sont annoncés à la fois, chacun avec sa ligne, et le programme se termine avec le
code 78. \`tillbridge config check\` les annonce sans rien faire d’autre ; \`tillbridge config print\` montre la valeur effective de
chaque clé et sa provenance, secrets masqués. English: [settings.md](settings.md)

- **Substitution**, dans tout texte : \`\${NOM}\` est une variable d’environnement, \`\${file:/run/secrets/x}\` le texte d’un
  fichier sans son retour à la ligne final, \`$\${\` les deux caractères eux-mêmes. Ce qui est inséré reste du texte. Une
  variable non définie ou vide est un problème, de même qu’un fichier secret vide ou plus ouvert que le mode 0640.
- Les **durées** sont un nombre entier et une unité : \`90s\`, \`15m\`, \`16h\`, \`7d\` (secondes, minutes, heures, jours).
- Les **chemins** relatifs partent du répertoire de travail.
- **Identifiants** des connexions, connecteurs, sorties et genres : lettres minuscules, chiffres et traits d’union, 63 au plus.
  Ceux des emplacements sont du texte entre guillemets : \`"0001"\`.
- Le fichier est en UTF-8, d’au plus 1 Mio ; une marque d’ordre d’octets et les fins de ligne Windows sont admises.`,
    single: 'Clés simples',
    columns: ['Clé', 'Type', 'Défaut', 'Signification'],
    required: '**obligatoire**',
    sameAs: (section) => `Les clés de \`${section}\`, toutes facultatives.`,
  },
};
