/** What `connect` says in English; `connect-fr.ts` has the same shape. */
export const connectEn = {
  checklist: (facts: { readonly redirectUri: string; readonly scopes: readonly string[] }): string[] => [
    'Before you click, check that:',
    ' - the locations have a Retail subscription (or higher) in TMAS;',
    ' - the time clock is switched on at the POS and staff clock in there: staff hours come from it;',
    ' - manual editing of sales and transactions is switched off in TMAS, so that nobody types over what is delivered;',
    ' - whoever clicks is an owner or administrator of the POS account, best a dedicated employee: once that employee is',
    '   locked or removed, the connection ends;',
    ` - the client is registered at the POS with exactly this redirect address: ${facts.redirectUri}`,
    `Asked for: ${facts.scopes.join(' ')}`,
  ],
  open: 'Open this link in a browser and click Allow:',
  listening: (address: string) => `Waiting for the browser at ${address} (Ctrl-C ends it).`,
  howToPaste:
    'The browser then comes to an address that may show an error page; that does no harm. Paste that whole address here\nat once: the code in it lives about a minute.',
  paste: 'Address: ',
  daemonFinishes:
    'The browser comes back to the daemon, which saves the access by itself; this command waits for it (Ctrl-C gives it up).',
  withoutDaemon: 'Should no daemon run:',
  savedByDaemon: (connection: string) => `${connection} is authorised by the daemon, and its first import begins now.`,
  granted: 'The POS granted access.',
  scopes: (scopes: readonly string[]) => `Scopes: ${scopes.join(' ')}`,
  header: ['shop', 'name', 'zone', 'location'],
  notMapped: '-',
  noShops: 'Note: this account has no shops, so there is nothing to read.',
  unknownShops: (shops: readonly string[]) =>
    `Note: the settings map shops that this account does not have: ${shops.join(', ')}.`,
  otherAccount: (shops: string, known: string) =>
    `CAUTION: these shops (${shops}) are not the ones known so far (${known}). Two accounts in one connection mix their figures.`,
  save: (connection: string) => `Save this access for ${connection}? [yes/no] `,
  switchAccount: (connection: string) => `Really let another account take over ${connection}? [yes/no] `,
  yes: /^\s*(y|yes)\s*$/i,
  saved: (connection: string) =>
    `${connection} is authorised. The next "tillbridge sync ${connection}" reads everything that is missing.`,
  page: {
    done: 'Access granted',
    back: 'Go back to the terminal: it shows which account this is and asks whether to save it. This page can be closed.',
    failed: 'This did not work',
    unused: 'Nothing here',
    onlyGet: 'This address only takes the answer of the POS.',
  },
};
