import type { ApiRequest } from './request.js';

interface Layer {
  readonly route?: { readonly path: unknown; readonly methods: Readonly<Record<string, boolean>> };
  match(path: string): boolean;
}

/**
 * What an address takes, by the routes that Express knows; empty where there is none. A route of every address is no
 * address: middleware that listens to all requests, such as the log's, stands among the routes.
 */
export function allowedMethods({ app, path }: ApiRequest): string[] {
  const { stack = [] } = (app as unknown as { readonly router: { readonly stack?: readonly Layer[] } }).router;
  const methods = stack.flatMap((layer) =>
    layer.route !== undefined && !String(layer.route.path).includes('*') && layer.match(path)
      ? Object.keys(layer.route.methods)
      : [],
  );
  const names = [...new Set(methods.map((method) => method.toUpperCase()))];
  return names.includes('GET') && !names.includes('HEAD') ? [...names, 'HEAD'] : names;
}
