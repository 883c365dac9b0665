import type { IncomingMessage, ServerResponse } from 'node:http';

import { All, Controller, Inject, Req, Res } from '@nestjs/common';
import { type Language, type Problem, problemOf, sayProblem } from '@tillbridge/domain';

import { callbackPage, callbackStatus, PAGE_HEADERS } from '../authorize/callback-page.js';
import type { CallbackQuery } from '../authorize/callback-query.js';
import { OAUTH_PROBLEMS } from '../problems.js';
import { CallbackService } from './callback.service.js';
import { isOwnHost } from './own-host.js';
import { pageTexts } from './page-texts.js';

/** The part of Express's request that is used. */
interface PageRequest extends IncomingMessage {
  readonly query: CallbackQuery;
  acceptsLanguages(...languages: string[]): string | false;
}

interface Page {
  readonly status: number;
  readonly title: string;
  readonly paragraphs: readonly string[];
}

/** Nest's token of the origin where browsers reach this program. */
export const PUBLIC_URL = Symbol('PublicUrl');

/** Where the browser comes back to from the POS. Nothing of the query goes into the page, a header or the log. */
@Controller('oauth/callback')
export class CallbackController {
  constructor(
    private readonly callbacks: CallbackService,
    @Inject(PUBLIC_URL) private readonly publicUrl: string,
  ) {}

  /** All methods, since a HEAD that was taken for a GET would use the code up. */
  @All()
  async answer(@Req() request: PageRequest, @Res() response: ServerResponse): Promise<void> {
    const language: Language = request.acceptsLanguages('en', 'fr') === 'fr' ? 'fr' : 'en';
    const { status, title, paragraphs } = await this.page(request, language);
    response.writeHead(status, { ...PAGE_HEADERS, ...(status === 405 ? { allow: 'GET' } : {}) });
    response.end(callbackPage(title, paragraphs, language));
  }

  private async page(request: PageRequest, language: Language): Promise<Page> {
    const { method, headers, query } = request;
    const said = pageTexts(language);
    if (method !== 'GET') return { status: 405, title: said.onlyGet, paragraphs: [] };
    if (!isOwnHost(headers.host, this.publicUrl)) {
      const parameters = { host: headers.host ?? '', redirectUri: `${this.publicUrl}/oauth/callback` };
      return failedPage([problemOf(OAUTH_PROBLEMS, 'oauth.callback_elsewhere', parameters)], language);
    }
    const { connection, problems } = await this.callbacks.answer(query, requestIdOf(request));
    if (problems.length > 0) return failedPage(problems, language);
    return { status: callbackStatus(null), title: said.done, paragraphs: [said.imports(connection ?? '')] };
  }
}

/** Given by the log where there is one. */
function requestIdOf(request: PageRequest): string | null {
  const id: unknown = Reflect.get(request, 'id');
  return typeof id === 'string' ? id : null;
}

function failedPage(problems: readonly Problem[], language: Language): Page {
  const code = problems[0]?.code ?? '';
  const paragraphs = problems.flatMap((problem) => {
    const { what, fix } = sayProblem(problem, language);
    return [`${problem.code}: ${what}`, fix];
  });
  const status = code === 'oauth.callback_defect' ? 500 : callbackStatus(code);
  return { status, title: pageTexts(language).failed, paragraphs };
}
