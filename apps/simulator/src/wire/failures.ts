import { quote } from './text.js';

/** An answer of the API that is not a success: thrown by whatever notices, written by the server. */
export class ApiFailure extends Error {
  constructor(
    readonly status: number,
    readonly body: string,
    readonly headers: Readonly<Record<string, string>> = {},
  ) {
    super(body);
    this.name = 'ApiFailure';
  }
}

const phrases: Readonly<Record<number, string>> = {
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
  406: 'Not Acceptable',
  409: 'Conflict',
  422: 'Unprocessable Entity',
  429: 'Too Many Requests',
  500: 'Internal Server Error',
  502: 'Bad Gateway',
  503: 'Service Unavailable',
  504: 'Gateway Timeout',
};

export function errorBody(status: number, message: string, errorClass = 'Exception'): string {
  const phrase = phrases[status] ?? 'Error';
  return `{"httpCode":"${status}","httpMessage":"${phrase}","message":${quote(message)},"errorClass":${quote(errorClass)}}`;
}

export function failure(status: number, message: string, errorClass?: string): ApiFailure {
  return new ApiFailure(status, errorBody(status, message, errorClass));
}

export function badRequest(message: string): ApiFailure {
  return failure(400, message);
}

export function notFound(entity: string, id: string | number): ApiFailure {
  return failure(404, `Object of type '${entity}' not found with primary ID '${id}'.`);
}

export function forbidden(): ApiFailure {
  return failure(403, 'Not Authorized: Insufficient rights to perform the request', 'InsufficientRightsException');
}

export type DeniedHint =
  | 'Access token could not be verified'
  | 'Access token has been revoked'
  | 'Missing "Authorization" header'
  | 'Missing "Bearer" token';

/** 401 of the API for the tokens of the new authorisation server. */
export function denied(hint: DeniedHint): ApiFailure {
  const description = 'The resource owner or authorization server denied the request.';
  return new ApiFailure(401, `{"error":"access_denied","error_description":"${description}","hint":${quote(hint)}}`);
}

/** 401 for the 40-hex tokens of the old authorisation server. */
export function deniedLegacy(): ApiFailure {
  return new ApiFailure(401, errorBody(401, 'Invalid access token.', 'BadAuthenticationRequestError'), {
    'WWW-Authenticate': 'Basic realm="MerchantOS API"',
  });
}
