import { Agent, EnvHttpProxyAgent, type Dispatcher } from 'undici';

import { problemError } from '@tillbridge/domain';
import type { NetworkSettings } from '@tillbridge/settings';

import { trustedContext } from './certificates.js';
import { EGRESS_PROBLEMS } from './problems.js';

export interface Route {
  readonly dispatcher: Dispatcher;
  /** null where everything goes out directly. */
  readonly proxy: URL | null;
}

/** The pool of connections that leads outside, by way of the proxy where one is set. */
export function routeOf(network: NetworkSettings, connectLimit: number): Route {
  const secureContext = trustedContext(network.caFile);
  const tls = { timeout: connectLimit, allowH2: false, ...(secureContext === undefined ? {} : { secureContext }) };
  const pool = { connect: tls, allowH2: false, connectTimeout: connectLimit };
  if (network.proxy === null) return { dispatcher: new Agent(pool), proxy: null };

  const proxy = proxyOf(network.proxy);
  // All three are given: undici would read what is missing from the proxy variables of the environment.
  const dispatcher = new EnvHttpProxyAgent({
    ...pool,
    requestTls: tls,
    proxyTls: tls,
    httpProxy: proxy.href,
    httpsProxy: proxy.href,
    noProxy: network.noProxy.join(','),
  });
  return { dispatcher, proxy };
}

function proxyOf(text: string): URL {
  const proxy = URL.parse(text);
  if (proxy === null || !['http:', 'https:'].includes(proxy.protocol)) {
    throw problemError(EGRESS_PROBLEMS, 'egress.proxy_invalid');
  }
  return proxy;
}
