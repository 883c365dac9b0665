const en = `A faithful fake of Lightspeed Retail R-Series, for demos, tests and benchmarks. Nothing outside is contacted.

Usage: npm run simulator -- [options]

Where it listens
  --host HOST             address to listen on (127.0.0.1)
  --port PORT             port; 0 takes a free one (8181)
  --public-origin URL     origin of the links in answers, if clients use another address

What it holds
  --scenario NAME         stores (generated) or fixture-account (eleven stated sales) (stores)
  --seed N                another seed, other records (1)
  --shops N               number of shops (3)
  --zones A,B,C           one shop in each of these time zones, instead of --shops
  --sales-per-day N       tickets of each shop and day, all kinds together (60)
  --from D, --to D        first and last local date with records (40 days ago, a year ahead)
  --now INSTANT           where the simulated clock starts (the real time)
  --frozen                the simulated clock stands still
  --speed N               N simulated seconds pass in a real one (1)
  --bench N               N sales, all in the past, clock held, no rate limits

How it behaves
  --no-rate-limit         no leaky bucket, no burst limit
  --client-id, --client-secret, --public-client, --redirect-uri URI (may be repeated)
  --loopback-redirect     accept any redirect address on this machine, also plain HTTP (the real one does not)
  --approve               consent without a click
  --bad-scope show|redirect   how an unknown scope is told (show)
  --token-lifetime S      seconds that an access token lives (3600)

  --json                  print address and credentials as JSON
  --lang en|fr            language of this text (from LANG)
  -h, --help              this text

Prints one line with its address and credentials. Figures: GET /simulator/truth?from=D&to=D. Faults and later edits: docs/simulator.md.
`;

const fr = `Un faux Lightspeed Retail R-Series fidèle, pour démonstrations, tests et mesures. Rien n'est contacté à l'extérieur.

Usage : npm run simulator -- [options]

Où il écoute
  --host HÔTE             adresse d'écoute (127.0.0.1)
  --port PORT             port ; 0 prend un port libre (8181)
  --public-origin URL     origine des liens dans les réponses, si les clients passent par une autre adresse

Ce qu'il contient
  --scenario NOM          stores (généré) ou fixture-account (onze ventes énoncées) (stores)
  --seed N                autre graine, autres enregistrements (1)
  --shops N               nombre de magasins (3)
  --zones A,B,C           un magasin dans chacun de ces fuseaux, au lieu de --shops
  --sales-per-day N       tickets par magasin et par jour, toutes sortes confondues (60)
  --from D, --to D        première et dernière date locale avec des données (il y a 40 jours, dans un an)
  --now INSTANT           départ de l'horloge simulée (l'heure réelle)
  --frozen                l'horloge simulée est arrêtée
  --speed N               N secondes simulées passent en une seconde réelle (1)
  --bench N               N ventes, toutes passées, horloge arrêtée, sans limites de débit

Comment il se comporte
  --no-rate-limit         ni seau percé ni limite de rafale
  --client-id, --client-secret, --public-client, --redirect-uri URI (répétable)
  --loopback-redirect     accepte toute adresse de retour sur cette machine, même en HTTP (le vrai les refuse)
  --approve               consentement sans clic
  --bad-scope show|redirect   façon d'annoncer une portée inconnue (show)
  --token-lifetime S      durée de vie d'un jeton d'accès en secondes (3600)

  --json                  affiche l'adresse et les identifiants en JSON
  --lang en|fr            langue de ce texte (selon LANG)
  -h, --help              ce texte

Affiche une ligne avec son adresse et ses identifiants. Chiffres : GET /simulator/truth?from=D&to=D. Pannes et modifications : docs/simulator.md.
`;

export const helpText: Readonly<Record<'en' | 'fr', string>> = { en, fr };
