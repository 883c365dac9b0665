import { tooMany } from '../api/rates.js';
import { ApiFailure, badRequest, denied, failure, forbidden } from '../wire/failures.js';
import type { Fault } from './faults.js';

/** The answer that a fault gives instead of the real one; undefined when it lets the request through. */
export function refusalOf(fault: Fault): ApiFailure | undefined {
  switch (fault.kind) {
    case 'unauthorized':
      return denied(
        fault.options.hint === 'revoked' ? 'Access token has been revoked' : 'Access token could not be verified',
      );
    case 'forbidden':
      return forbidden();
    case 'rateLimit':
      return tooMany('api-leaky-bucket', fault.options.retryAfter ?? 1, {
        'X-LS-API-Bucket-Level': '112.57/110',
        'X-LS-Api-Drip-Rate': '2',
      });
    case 'burst':
      return tooMany('api-burst-limiter', 1, { 'X-LS-API-Burst-Level': '25/24' });
    case 'tryAgain':
      return badRequest('ASSUMED WORDING around the real phrase: Please try again later.');
    case 'serverError':
      return failure(500, 'ASSUMED WORDING', 'ASSUMED');
    case 'badGateway':
      return html(502, 'Bad gateway');
    case 'unavailable':
      return html(503, 'Service unavailable');
    case 'gatewayTimeout':
      return fault.options.lines === undefined ? html(504, 'Gateway time-out') : undefined;
    case 'htmlPage':
      return html(200, 'We will be back soon');
    default:
      return undefined;
  }
}

function html(status: number, title: string): ApiFailure {
  const body = `<!DOCTYPE html>\n<html><head><title>${title}</title></head><body><h1>${title}</h1><p>cloudflare</p></body></html>\n`;
  return new ApiFailure(status, body, { 'Content-Type': 'text/html; charset=UTF-8' });
}

/** Spoils a successful body as the fault says; returns the same text where it found nothing to spoil. */
export function spoil(fault: Fault, body: string, address: string): string {
  switch (fault.kind) {
    case 'truncate':
      return body.slice(0, Math.max(1, Math.floor((body.length * (fault.options.percent ?? 50)) / 100)));
    case 'foreignNext':
      return body.replace(
        /("next":")https?:\\\/\\\/[^\\"]+/,
        `$1${(fault.options.host ?? 'http://attacker.invalid').replaceAll('/', '\\/')}`,
      );
    case 'loopingNext':
      return body.replace(/("next":")[^"]+"/, `$1${address.replaceAll('/', '\\/')}"`);
    case 'emptyList':
      return '{"@attributes":{"next":"","previous":""}}';
    case 'gatewayTimeout':
      if (linesIn(body) > (fault.options.lines ?? Infinity)) throw html(504, 'Gateway time-out');
      return body;
    default:
      return body;
  }
}

function linesIn(body: string): number {
  return body.split('"saleLineID"').length - 1;
}
