import { causeOf, CauseError } from '@tillbridge/plugin-kit';
import { idOf, isRow, rowsOf } from './decode.js';
import { askForRow, type Context } from './pages.js';
import { accountsRequest, type Account } from './requests.js';
import { settingsOf } from './settings.js';

/** Finds the account of a connection once and remembers it: a token opens exactly one. */
export class Accounts {
  private readonly known = new Map<string, Promise<string>>();

  async of(context: Context): Promise<Account> {
    const settings = settingsOf(context.settings);
    if (settings.accountId !== undefined) return { settings, id: settings.accountId };
    const key = `${context.connection.id} ${settings.apiUrl}`;
    const asked = this.known.get(key) ?? askForId(context);
    this.known.set(key, asked);
    try {
      return { settings, id: await asked };
    } catch (thrown) {
      this.known.delete(key);
      throw thrown;
    }
  }

  async with<T>(context: Context, work: (account: Account) => Promise<T>): Promise<T> {
    try {
      return await work(await this.of(context));
    } catch (thrown) {
      this.doubt(context, thrown);
      throw thrown;
    }
  }

  async *reading<T>(
    context: Context,
    read: (account: Account) => AsyncGenerator<T, void, undefined>,
  ): AsyncGenerator<T, void, undefined> {
    try {
      yield* read(await this.of(context));
    } catch (thrown) {
      this.doubt(context, thrown);
      throw thrown;
    }
  }

  /** A connection authorised anew may open another account: what is remembered of it is then refused or not found. */
  private doubt(context: Context, thrown: unknown): void {
    const code = causeOf(thrown)?.code;
    if (code === 'permission.missing' || code === 'settings.invalid') this.forget(context);
  }

  forget(context: Context): void {
    for (const key of this.known.keys()) {
      if (key.startsWith(`${context.connection.id} `)) this.known.delete(key);
    }
  }
}

async function askForId(context: Context): Promise<string> {
  const body = await askForRow(context, accountsRequest(settingsOf(context.settings)));
  const [account] = rowsOf(body, 'Account');
  const id = isRow(account) ? idOf(account['accountID']) : null;
  if (id !== null && /^\d+$/.test(id)) return id;
  throw new CauseError({ code: 'upstream.malformed', message: "Lightspeed's answer names no account id" });
}
