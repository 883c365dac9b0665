/** The settings of one connection, defaults filled in; `manifest.json` says what each is for and where it comes from. */
export interface LightspeedSettings {
  /** Without a slash at its end. */
  readonly apiUrl: string;
  /** Without a slash at its end. */
  readonly authUrl: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly refreshToken?: string;
  readonly accountId?: string;
  readonly pageSize: number;
  readonly sortField: 'saleID' | 'completeTime';
  readonly lookUpByList: boolean;
  readonly requestLineNotes: boolean;
}

/** The host checks settings against the manifest's schema before it calls; this fills in what was left out. */
export function settingsOf(given: Readonly<Record<string, unknown>>): LightspeedSettings {
  const refreshToken = text(given['refreshToken']);
  const accountId = text(given['accountId']);
  return {
    apiUrl: withoutSlash(text(given['apiUrl']) ?? 'https://api.lightspeedapp.com/API/V3'),
    authUrl: withoutSlash(text(given['authUrl']) ?? 'https://cloud.lightspeedapp.com/auth/oauth'),
    clientId: text(given['clientId']) ?? '',
    clientSecret: text(given['clientSecret']) ?? '',
    ...(refreshToken === undefined ? {} : { refreshToken }),
    ...(accountId === undefined ? {} : { accountId }),
    pageSize: typeof given['pageSize'] === 'number' ? given['pageSize'] : 100,
    sortField: given['sortField'] === 'completeTime' ? 'completeTime' : 'saleID',
    lookUpByList: given['lookUpByList'] !== false,
    requestLineNotes: given['requestLineNotes'] === true,
  };
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function withoutSlash(url: string): string {
  return url.replace(/\/+$/, '');
}
