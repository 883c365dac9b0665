import { EgressError } from './error.js';
import type { EgressLimits } from './limits.js';

/** What is known of an exchange that failed. */
export interface Exchange {
  readonly host: string;
  readonly limits: EgressLimits;
  readonly connectLimit: number;
  /** `host:port` of the proxy that carries this exchange; null without one. */
  readonly proxy: URL | null;
  /** The caller's signal, to tell an abort by the caller from the time limit. */
  readonly signal: AbortSignal | undefined;
}

interface NetworkFault {
  readonly code: string;
  readonly message: string;
  readonly port: number | null;
  readonly hostname: string | null;
}

const DNS_CODES = new Set(['ENOTFOUND', 'EAI_AGAIN', 'EAI_FAIL', 'ENODATA', 'ESERVFAIL', 'ETIMEOUT']);
const CONNECT_CODES = new Set([
  'ECONNREFUSED',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EADDRNOTAVAIL',
  'EACCES',
  'EMFILE',
  'ENFILE',
]);
const PROXY_CODES = new Set(['UND_ERR_PRX_TLS', 'UND_ERR_PRX_CONN']);
/** undici gives the status of a proxy that refuses in the message only. */
const PROXY_STATUS = /^Proxy .*\((\d{3})\)/;
/** OpenSSL's own verdicts on a certificate do not share a prefix. */
const CERTIFICATE =
  /^(ERR_TLS_|ERR_SSL_|CERT_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_(GET|VERIFY|DECODE|DECRYPT)_|HOSTNAME_MISMATCH|INVALID_(CA|PURPOSE)|EPROTO$)/;

/** Names what undici, node:net, node:tls or node:zlib threw. */
export function egressFailure(thrown: unknown, exchange: Exchange): EgressError {
  if (thrown instanceof EgressError) return thrown;
  const fault = faultOf(thrown);
  const options = { cause: thrown };
  const { host, limits } = exchange;
  const detail = fault.code;

  if (exchange.signal?.aborted === true) return new EgressError('aborted', { host }, options);
  if (cameFromProxy(fault, exchange.proxy))
    return new EgressError('proxy', { host, detail: proxyDetail(fault) }, options);
  if (detail === 'UND_ERR_CONNECT_TIMEOUT' || detail === 'ETIMEDOUT') return timeout(exchange.connectLimit);
  if (detail === 'UND_ERR_HEADERS_TIMEOUT') return timeout(limits.headers);
  if (detail === 'TimeoutError' || detail === 'UND_ERR_BODY_TIMEOUT') return timeout(limits.total);
  if (DNS_CODES.has(detail)) return new EgressError('dns', { host, detail }, options);
  if (CONNECT_CODES.has(detail)) return new EgressError('connect', { host, detail }, options);
  if (CERTIFICATE.test(detail)) return new EgressError('tls', { host, detail }, options);
  if (detail === 'UND_ERR_HEADERS_OVERFLOW' || detail === 'HPE_HEADER_OVERFLOW') {
    return new EgressError('too_large', { host, limit: '16 KiB', detail }, options);
  }
  return new EgressError('reset', { host, detail }, options);

  function timeout(milliseconds: number): EgressError {
    return new EgressError('timeout', { host, seconds: milliseconds / 1000 }, options);
  }
}

/**
 * Read by its fields and not by its class, which differs between the realms of a test runner. A connection that failed
 * on several addresses holds a list: its first member tells why.
 */
function faultOf(thrown: unknown): NetworkFault {
  if (typeof thrown !== 'object' || thrown === null)
    return { code: 'unknown', message: '', port: null, hostname: null };
  const field = (name: string): unknown => Reflect.get(thrown, name);
  const errors = field('errors');
  if (Array.isArray(errors) && errors.length > 0) return faultOf(errors[0]);
  // A DOMException's code is a number that says less than its name.
  const [code, name, message, port, hostname] = ['code', 'name', 'message', 'port', 'hostname'].map(field);
  return {
    code: typeof code === 'string' ? code : String(name),
    message: typeof message === 'string' ? message : '',
    port: typeof port === 'number' ? port : null,
    hostname: typeof hostname === 'string' ? hostname : null,
  };
}

function cameFromProxy(fault: NetworkFault, proxy: URL | null): boolean {
  if (proxy === null) return false;
  if (PROXY_CODES.has(fault.code) || PROXY_STATUS.test(fault.message)) return true;
  const port = Number(proxy.port === '' ? (proxy.protocol === 'https:' ? 443 : 80) : proxy.port);
  if (DNS_CODES.has(fault.code)) return fault.hostname === proxy.hostname;
  return CONNECT_CODES.has(fault.code) && fault.port === port;
}

function proxyDetail(fault: NetworkFault): string {
  const status = PROXY_STATUS.exec(fault.message)?.[1];
  return status === undefined ? fault.code : `HTTP ${status}`;
}
