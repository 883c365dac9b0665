export const helpEn = {
  usage: 'Usage:',
  before: `Carries sales, transactions, items and staff hours from the point of sale to TMAS.

Usage: tillbridge <command> [options]; "tillbridge <command> --help" tells more.
`,
  after: `Every command: --config FILE (else TILLBRIDGE_CONFIG, else tillbridge.yaml here)  --json  --lang en|fr  --verbose
Leaves with: 0 done; 1 failed; 2 wrong command line; 75 try later; 77 a person must act; 78 wrong settings; 130, 143 ended
by SIGINT, SIGTERM.`,
  commands: {
    serve: {
      about: 'Runs as a service: imports on schedule, delivers, and answers the HTTP API, health and metrics.',
      forms: ['serve'],
      options: `At a terminal it says where everything is, and shows the first API key. Elsewhere, and with --json, it writes its log as
JSON lines, and keeps the first API key in a file beside the database. SIGTERM or SIGINT ends it within 25 seconds, with 0;
a second one at once.`,
    },
    connect: {
      about:
        'Authorises a connection at the POS: prints the link to open, shows whose account it is, and saves the access.',
      forms: ['connect <connection>', 'connect <connection> --listen', 'connect <connection> --url ADDRESS --yes'],
      options: `  --listen           wait for the browser at the redirect address, where that is on this machine
  --certificate FILE PEM with certificate and private key, for --listen at an HTTPS address
  --url ADDRESS      the address that the browser came to, for scripts; the command without it prints the link
  --yes              save without asking
  --another-account  let another account of the POS take this connection over`,
    },
    check: {
      about: 'Tries every capability of a connection and every output, and says how to mend what fails.',
      forms: ['check [connection]'],
      options: '',
    },
    connections: {
      about: 'Lists the connections, pauses one, lets it go on, or deletes it.',
      forms: [
        'connections [list]',
        'connections pause <connection>',
        'connections resume <connection>',
        'connections delete <connection> [--figures keep|delete] [--yes]',
      ],
      options: `  --figures NAME     what becomes of the figures of a deleted connection: keep (as usual) or delete
  --yes              delete without asking for the id once more
  --reason TEXT      why; kept in the audit`,
    },
    locations: {
      about:
        "Shows the POS's shops beside the TMAS locations, writes and reads that list, changes a location's status.",
      forms: [
        'locations <connection>',
        'locations <connection> --export FILE',
        'locations <connection> --import FILE',
        'locations <connection> status <location>|all <status> --reason TEXT [--from DATE] [--deliver-missed yes|no]',
        'locations <connection> history <location>',
        'locations <connection> map <shop> <location> [--name TEXT] [--from DATE] [--to DATE]',
        'locations <connection> unmap <shop>',
      ],
      options: `  --export FILE      write the list: .csv, else YAML as in the settings; unmapped shops with a proposed id
  --import FILE      check such a list and print the YAML block for the settings file, which alone decides
  --reason TEXT      why the status changes; kept with it
  --from DATE        first local date of the new status (today)
  --deliver-missed   when it becomes operational again: send the days it missed, or never
  --from, --to       for map: the local dates of the mapping, both included
  --name, --region, --time-zone, --currency
                     for map: of a location that is new; the POS's where absent
A shop that the settings file names is mapped there alone; map is for the others.
The statuses: operational, temporarily_closed, not_operational, pending_setup, closed. Only operational delivers.`,
    },
    schedule: {
      about: 'Shows when each connection is read, when it was last, what was missed, and what waits to be done.',
      forms: ['schedule'],
      options: `Times are local in the zone of the schedule. "missed" counts due times that are over and not read completely yet: the next
run reads them along. It only looks, so it works beside a service.`,
    },
    sync: {
      about: 'Reads a window from the POS, folds the tallies that changed, and with --deliver sends them.',
      forms: ['sync <connection> [--from D --to D] [--deliver] [--wait 5m] [--accept-vanished]'],
      options: `  --from, --to         local dates, both included, in each location's own zone; or instants with offset, [from, to).
                       Without them: the usual trailing window, back to what was read last
  --deliver            send what the outputs lack, from --from on; leaves with 0 only when all of it is acknowledged
  --wait DURATION      how long to wait for another process (5m), and, when given, for a POS or receiver that is down
  --accept-vanished    believe the POS that many records are really gone`,
    },
    tallies: {
      about: 'Shows the hourly figures of some dates, as a table or as CSV.',
      forms: ['tallies --from D --to D [--location ID] [--layout tally|tmas] [--out FILE]'],
      options: `  --from, --to       local dates, both included; or instants with offset, [from, to)
  --location ID      one location only
  --layout NAME      CSV instead of a table: tally for analysts, tmas as the import of TMAS reads it
  --out FILE         write the CSV there (layout tally where none is named)`,
    },
    deliveries: {
      about: 'Shows what each output has taken, sends days again, shows what would be sent.',
      forms: [
        'deliveries [list] [--output ID] [--from D] [--to D] [--location ID]',
        'deliveries replay --output ID --from D --to D [--location ID] [--confirm N]',
        'deliveries preview --output ID [--from D] [--to D] [--location ID]',
      ],
      options: `  --output ID        as the settings name it
  --from, --to       local dates, both included (the last 7 days)
  --location ID      one location only
  --confirm N        the number of days, where more than 1000 go out again
  --reason TEXT      why they go out again; kept in the audit`,
    },
    outputs: {
      about:
        'Lists the outputs, approves one that is held or holds it again, pauses it, prints its tables, or tries its receiver.',
      forms: [
        'outputs [list]',
        'outputs approve <output>',
        'outputs hold <output>',
        'outputs pause <output> --reason TEXT',
        'outputs resume <output>',
        'outputs ddl <output>',
        'outputs test <output>',
      ],
      options: '  --reason TEXT      why; kept in the audit',
    },
    key: {
      about: 'Lists, makes and revokes the keys of the HTTP API.',
      forms: ['key [list]', 'key create [--label TEXT]', 'key revoke <key> [--yes]'],
      options: `  --label TEXT       what the key is for
  --yes              revoke even the last key that works`,
    },
    plugins: {
      about:
        'Lists the connectors and outputs that are there, and why one cannot be used, or tells the settings of one.',
      forms: ['plugins [list]', 'plugins show <plugin>'],
      options: 'What a setting means stands in English, as the plugin tells it.',
    },
    config: {
      about:
        'Checks the settings, prints what holds and where it came from, compares them with the store, or brings its schema up to date.',
      forms: ['config check', 'config print', 'config diff', 'config migrate'],
      options: '',
    },
  },
};
