import type { HelpTexts } from './help.js';

export const helpFr: HelpTexts = {
  usage: 'Usage :',
  before: `Porte les ventes, transactions, articles et heures de personnel du point de vente vers TMAS.

Usage : tillbridge <commande> [options] ; « tillbridge <commande> --help » en dit plus.
`,
  after: `Toute commande : --config FICHIER (sinon TILLBRIDGE_CONFIG, sinon tillbridge.yaml ici)  --json  --lang en|fr  --verbose
Code de sortie : 0 fait ; 1 échec ; 2 ligne de commande erronée ; 75 réessayer plus tard ; 77 une personne doit agir ;
78 réglages erronés ; 130, 143 arrêt par SIGINT, SIGTERM.`,
  commands: {
    serve: {
      about:
        'Fonctionne en service : importe selon l’horaire, livre, et répond à l’API HTTP, à l’état et aux métriques.',
      forms: ['serve'],
      options: `Dans un terminal, il dit où tout se trouve et montre la première clé d’API. Ailleurs, et avec --json, il écrit son journal
en lignes JSON et garde la première clé d’API dans un fichier à côté de la base. SIGTERM ou SIGINT l’arrête en moins de
25 secondes, avec 0 ; un second aussitôt.`,
    },
    connect: {
      about:
        'Autorise une connexion au point de vente : affiche le lien à ouvrir, montre à qui est le compte, enregistre l’accès.',
      forms: ['connect <connexion>', 'connect <connexion> --listen', 'connect <connexion> --url ADRESSE --yes'],
      options: `  --listen              attend le navigateur à l’adresse de redirection, si elle est sur cette machine
  --certificate FICHIER PEM avec certificat et clé privée, pour --listen à une adresse HTTPS
  --url ADRESSE         l’adresse où le navigateur est arrivé, pour les scripts ; sans elle, la commande affiche le lien
  --yes                 enregistre sans demander
  --another-account     laisse un autre compte du point de vente reprendre cette connexion`,
    },
    check: {
      about: 'Essaie chaque capacité d’une connexion et chaque sortie, et dit comment réparer ce qui échoue.',
      forms: ['check [connexion]'],
      options: '',
    },
    connections: {
      about: 'Liste les connexions, en met une en pause, la reprend ou la supprime.',
      forms: [
        'connections [list]',
        'connections pause <connexion>',
        'connections resume <connexion>',
        'connections delete <connexion> [--figures keep|delete] [--yes]',
      ],
      options: `  --figures NOM      sort des chiffres d’une connexion supprimée : keep (d’usage, gardés) ou delete (supprimés)
  --yes              supprime sans redemander l’identifiant
  --reason TEXTE     pourquoi ; gardé dans le journal d’audit`,
    },
    locations: {
      about:
        'Montre les magasins du point de vente à côté des emplacements TMAS, écrit et lit cette liste, change un statut.',
      forms: [
        'locations <connexion>',
        'locations <connexion> --export FICHIER',
        'locations <connexion> --import FICHIER',
        'locations <connexion> status <emplacement>|all <statut> --reason TEXTE [--from DATE] [--deliver-missed yes|no]',
        'locations <connexion> history <emplacement>',
        'locations <connexion> map <magasin> <emplacement> [--name TEXTE] [--from DATE] [--to DATE]',
        'locations <connexion> unmap <magasin>',
      ],
      options: `  --export FICHIER   écrit la liste : .csv, sinon YAML comme dans les réglages ; magasins non associés avec un id proposé
  --import FICHIER   vérifie une telle liste et affiche le bloc YAML pour le fichier de réglages, qui seul décide
  --reason TEXTE     pourquoi le statut change ; gardé avec lui
  --from DATE        première date locale du nouveau statut (aujourd’hui)
  --deliver-missed   au retour à operational : envoyer les jours manqués (yes), ou jamais (no)
  --from, --to       pour map : les dates locales de l’association, incluses
  --name, --region, --time-zone, --currency
                     pour map : d’un nouvel emplacement ; sinon ceux du point de vente
Un magasin que nomme le fichier de réglages s’associe là seulement ; map est pour les autres.
Les statuts : operational, temporarily_closed, not_operational, pending_setup, closed. Seul operational livre.`,
    },
    schedule: {
      about: 'Montre quand chaque connexion est lue, quand elle l’a été, ce qui a été manqué et ce qui attend.',
      forms: ['schedule'],
      options: `Les heures sont locales, dans le fuseau de l’horaire. « manquées » compte les échéances passées qui n’ont pas encore été
lues en entier : le prochain passage les lit aussi. La commande ne fait que regarder ; elle fonctionne à côté d’un service.`,
    },
    sync: {
      about: 'Lit une période au point de vente, recalcule les totaux qui changent et, avec --deliver, les envoie.',
      forms: ['sync <connexion> [--from D --to D] [--deliver] [--wait 5m] [--accept-vanished]'],
      options: `  --from, --to         dates locales, incluses, dans le fuseau de chaque emplacement ; ou instants avec décalage, [de, à).
                       Sans elles : la période glissante habituelle, jusqu’à ce qui a été lu en dernier
  --deliver            envoie ce qui manque aux sorties, à partir de --from ; 0 seulement si tout est acquitté
  --wait DURÉE         combien attendre un autre processus (5m) et, si donné, une caisse ou un destinataire en panne
  --accept-vanished    croire le point de vente quand beaucoup d’enregistrements ont disparu`,
    },
    tallies: {
      about: 'Montre les chiffres horaires de certaines dates, en tableau ou en CSV.',
      forms: ['tallies --from D --to D [--location ID] [--layout tally|tmas] [--out FICHIER]'],
      options: `  --from, --to       dates locales, incluses ; ou instants avec décalage, [de, à)
  --location ID      un seul emplacement
  --layout NOM       CSV au lieu d’un tableau : tally pour analystes, tmas comme l’importe TMAS
  --out FICHIER      y écrit le CSV (disposition tally si aucune n’est nommée)`,
    },
    deliveries: {
      about: 'Montre ce que chaque sortie a reçu, renvoie des jours, montre ce qui serait envoyé.',
      forms: [
        'deliveries [list] [--output ID] [--from D] [--to D] [--location ID]',
        'deliveries replay --output ID --from D --to D [--location ID] [--confirm N]',
        'deliveries preview --output ID [--from D] [--to D] [--location ID]',
      ],
      options: `  --output ID        comme la nomment les réglages
  --from, --to       dates locales, incluses (les 7 derniers jours)
  --location ID      un seul emplacement
  --confirm N        le nombre de jours, si plus de 1000 repartent
  --reason TEXTE     pourquoi ils repartent ; gardé dans le journal d’audit`,
    },
    outputs: {
      about:
        'Liste les sorties, en approuve une qui est retenue ou la retient de nouveau, la met en pause, affiche ses tables, ou essaie son destinataire.',
      forms: [
        'outputs [list]',
        'outputs approve <sortie>',
        'outputs hold <sortie>',
        'outputs pause <sortie> --reason TEXTE',
        'outputs resume <sortie>',
        'outputs ddl <sortie>',
        'outputs test <sortie>',
      ],
      options: '  --reason TEXTE     pourquoi ; gardé dans le journal d’audit',
    },
    key: {
      about: 'Liste, crée et révoque les clés de l’API HTTP.',
      forms: ['key [list]', 'key create [--label TEXTE]', 'key revoke <clé> [--yes]'],
      options: `  --label TEXTE      à quoi sert la clé
  --yes              révoque même la dernière clé valable`,
    },
    plugins: {
      about:
        'Liste les connecteurs et sorties présents, et pourquoi l’un d’eux est inutilisable, ou dit les réglages de l’un d’eux.',
      forms: ['plugins [list]', 'plugins show <plugin>'],
      options: 'Le sens d’un réglage est en anglais, comme le plugin le dit.',
    },
    config: {
      about:
        'Vérifie les réglages, affiche ce qui vaut et sa provenance, les compare à la base, ou met à jour son schéma.',
      forms: ['config check', 'config print', 'config diff', 'config migrate'],
      options: '',
    },
  },
};
