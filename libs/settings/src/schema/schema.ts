import * as z from 'zod';
import { verbatim } from '../check/phrase.js';
import { databaseUrl, path, proxyUrl, publicUrl } from './address.js';
import { connections } from './connections.js';
import { key, oneOf, TYPES } from './meaning.js';
import { outputs } from './outputs.js';
import { reading } from './reading.js';
import { tallyRules } from './tallies.js';
import { hostPattern } from './text.js';

function database() {
  return z.strictObject({
    url: key(databaseUrl().exactOptional(), {
      type: TYPES.url,
      default: verbatim('`sqlite:<dataDirectory>/tillbridge.db`'),
      means: {
        en: '`sqlite:<path>` on one machine, `postgresql://...` for any number of replicas.',
        fr: '`sqlite:<chemin>` sur une machine, `postgresql://...` pour plusieurs répliques.',
      },
    }),
  });
}

function server() {
  return z.strictObject({
    host: key(hostPattern().prefault('127.0.0.1'), {
      type: TYPES.text,
      means: { en: 'The address that is listened on.', fr: 'L’adresse d’écoute.' },
    }),
    port: key(z.int().min(1).max(65_535).prefault(8080), {
      type: { en: 'whole number, 1 to 65535', fr: 'nombre entier, 1 à 65535' },
      means: { en: 'The port that is listened on.', fr: 'Le port d’écoute.' },
    }),
    publicUrl: key(publicUrl().exactOptional(), {
      type: TYPES.url,
      default: verbatim('`http://localhost:<port>`'),
      means: {
        en: 'Where browsers reach this program: HTTPS, or HTTP on localhost; no path.',
        fr: 'Où les navigateurs atteignent ce programme : HTTPS, ou HTTP sur localhost ; sans chemin.',
      },
    }),
  });
}

function network() {
  return z.strictObject({
    proxy: key(proxyUrl().nullable().prefault(null), {
      type: TYPES.url,
      means: {
        en: 'A proxy for the POS, the token endpoint, outputs and sign-in alike.',
        fr: 'Un proxy pour le point de vente, les jetons, les sorties et la connexion des utilisateurs.',
      },
    }),
    noProxy: key(z.array(hostPattern()).prefault([]), {
      type: TYPES.texts,
      means: { en: 'Hosts that are reached without the proxy.', fr: 'Hôtes atteints sans le mandataire.' },
    }),
    caFile: key(path().nullable().prefault(null), {
      type: TYPES.path,
      path: true,
      means: {
        en: 'A PEM file with a certificate authority to trust beside the public ones.',
        fr: 'Un fichier PEM d’une autorité de certification à reconnaître en plus des publiques.',
      },
    }),
  });
}

/** The settings file as it may be written; its output is close to `Settings` (`load.ts` does the rest). */
export const settingsSchema = z.strictObject({
  dataDirectory: key(path().prefault('var'), {
    type: TYPES.path,
    path: true,
    means: { en: 'Where the program keeps its files.', fr: 'Où le programme garde ses fichiers.' },
  }),
  database: key(database().prefault({}), {
    type: TYPES.group,
    means: { en: 'Where records and figures are kept.', fr: 'Où sont gardés les données et les chiffres.' },
  }),
  server: key(server().prefault({}), {
    type: TYPES.group,
    means: {
      en: 'The console, the HTTP API, health and metrics.',
      fr: 'La console, l’API HTTP, l’état et les métriques.',
    },
  }),
  encryptionKeyFile: key(path().exactOptional(), {
    type: TYPES.path,
    path: true,
    default: verbatim('`<dataDirectory>/encryption.key`'),
    means: {
      en: 'The key that seals tokens; made on first start with mode 600. Keep a copy apart from the database.',
      fr: 'La clé qui scelle les jetons ; créée au premier démarrage avec le mode 600. Gardez-en une copie hors de la base.',
    },
  }),
  network: key(network().prefault({}), {
    type: TYPES.group,
    means: { en: 'How the outside is reached.', fr: 'Comment l’extérieur est atteint.' },
  }),
  egress: key(
    z
      .strictObject({
        allow: key(z.array(hostPattern()).prefault([]), {
          type: TYPES.texts,
          means: {
            en: 'Private or local hosts and networks that a target entered over HTTP may name. Only this file can allow them.',
            fr: 'Hôtes et réseaux privés ou locaux qu’une cible saisie par HTTP peut nommer. Seul ce fichier peut les autoriser.',
          },
        }),
      })
      .prefault({}),
    { type: TYPES.group, means: { en: 'The guard for entered addresses.', fr: 'La garde des adresses saisies.' } },
  ),
  plugins: key(
    z
      .strictObject({
        directories: key(z.array(path()).prefault(['plugins']), {
          type: TYPES.paths,
          path: true,
          means: {
            en: 'Folders with one plugin each a subfolder; the plugins that come with Tillbridge are always found.',
            fr: 'Dossiers contenant un plugin par sous-dossier ; ceux livrés avec Tillbridge sont toujours trouvés.',
          },
        }),
      })
      .prefault({}),
    { type: TYPES.group, means: { en: 'Where connectors are found.', fr: 'Où se trouvent les connecteurs.' } },
  ),
  connections: key(connections().prefault([]), {
    type: TYPES.list,
    means: {
      en: 'One authorised link to one POS account each.',
      fr: 'Chacune un lien autorisé vers un compte de point de vente.',
    },
  }),
  tallies: key(tallyRules().prefault({}), {
    type: TYPES.group,
    means: {
      en: 'How sales and shifts become figures. A connection or a location may override each rule.',
      fr: 'Comment les ventes et les présences deviennent des chiffres. Une connexion ou un emplacement peut remplacer chaque règle.',
    },
  }),
  reading: key(reading().prefault({}), {
    type: TYPES.group,
    means: { en: 'How far back runs read again.', fr: 'Jusqu’où les passages relisent.' },
  }),
  outputs: key(outputs().prefault([]), {
    type: TYPES.list,
    means: { en: 'Where figures are sent.', fr: 'Où les chiffres sont envoyés.' },
  }),
  language: key(z.enum(['en', 'fr']).nullable().prefault(null), {
    type: oneOf('en', 'fr'),
    default: { en: '`null`: the language of the environment', fr: '`null` : la langue de l’environnement' },
    means: { en: 'The language of messages.', fr: 'La langue des messages.' },
  }),
});

export type ParsedSettings = z.output<typeof settingsSchema>;
