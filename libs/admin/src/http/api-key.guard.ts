import { type CanActivate, type ExecutionContext, Inject, Injectable, Optional } from '@nestjs/common';
import { problemError, type TillbridgeError } from '@tillbridge/domain';
import { type Log, LOG, NO_LOG } from '@tillbridge/observability';
import { readKey } from '../keys/key-text.js';
import { KeysService } from '../keys/keys.service.js';
import { ADMIN_PROBLEMS } from '../problems.js';
import { type ApiRequest, requestId } from './request.js';
import { WrongKeys } from './wrong-keys.js';

/** Lets in whoever shows a key that works, in the header `Authorization` alone. */
@Injectable()
export class ApiKeyGuard implements CanActivate {
  constructor(
    private readonly keys: KeysService,
    private readonly wrongKeys: WrongKeys,
    @Optional() @Inject(LOG) private readonly log: Log = NO_LOG,
  ) {}

  /** @throws TillbridgeError as `letIn` */
  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<ApiRequest>();
    if (request.author === undefined) await this.letIn(request);
    return true;
  }

  /**
   * Names the author of a request by the key that it shows.
   *
   * @throws TillbridgeError `api.key_missing`, `api.key_refused`, `api.keys_tried`
   */
  async letIn(request: ApiRequest): Promise<void> {
    const shown = /^Bearer +(\S+) *$/i.exec(request.headers.authorization ?? '')?.[1];
    if (shown === undefined) throw problemError(ADMIN_PROBLEMS, 'api.key_missing');
    // Looked at first: behind one address there may be somebody who guesses and somebody who knows.
    const key = await this.keys.holderOf(shown);
    if (key === null) throw await this.refused(shown, request.socket.remoteAddress ?? '');
    request.author = { actor: `key:${key.id}`, reason: null, requestId: requestId(request) };
  }

  private async refused(shown: string, address: string): Promise<TillbridgeError> {
    const { excess, seconds } = await this.wrongKeys.count(address);
    // Never the secret (I6), and no line a guess: whoever tries keys out must not fill the disk.
    if (excess <= 0) {
      const fields = { key: readKey(shown)?.id ?? null, address };
      this.log.write('warn', { event: 'key.refused', component: 'api', message: 'An API key was refused.', fields });
    } else if (excess === 1) {
      const fields = { address, seconds };
      this.log.write('warn', { event: 'key.tried', component: 'api', message: 'API keys are tried out.', fields });
    }
    if (excess <= 0) return problemError(ADMIN_PROBLEMS, 'api.key_refused');
    return problemError(ADMIN_PROBLEMS, 'api.keys_tried', { seconds });
  }
}
