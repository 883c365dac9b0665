import { type CanActivate, type ExecutionContext, Injectable, Logger } from '@nestjs/common';
import { problemError } from '@tillbridge/domain';
import { readKey } from '../keys/key-text.js';
import { KeysService } from '../keys/keys.service.js';
import { ADMIN_PROBLEMS } from '../problems.js';
import { type ApiRequest, requestId } from './request.js';

/** Lets in whoever shows a key that works, in the header `Authorization` alone. */
@Injectable()
export class ApiKeyGuard implements CanActivate {
  private readonly log = new Logger('api');

  constructor(private readonly keys: KeysService) {}

  /** @throws TillbridgeError `api.key_missing`, `api.key_refused` */
  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<ApiRequest>();
    const shown = /^Bearer +(\S+) *$/i.exec(request.headers.authorization ?? '')?.[1];
    if (shown === undefined) throw problemError(ADMIN_PROBLEMS, 'api.key_missing');
    const key = await this.keys.holderOf(shown);
    if (key === null) {
      // Never the secret (I6).
      this.log.warn(`an API key was refused: ${readKey(shown)?.id ?? 'no key of ours'}`);
      throw problemError(ADMIN_PROBLEMS, 'api.key_refused');
    }
    request.author = { actor: `key:${key.id}`, reason: null, requestId: requestId(request) };
    return true;
  }
}
