import type { NestExpressApplication } from '@nestjs/platform-express';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import { type Meters, METERS } from '@tillbridge/observability';
import { Store } from '@tillbridge/store';
import { ApiKeyGuard } from './api-key.guard.js';
import { checkKey } from './check-key.js';
import { checkAddress, checkBody, checkMediaType } from './check-request.js';
import { KEY_SCHEME } from './decorators.js';
import { measure } from './measure.js';
import { ProblemFilter } from './problem-filter.js';

/** Of a body. */
const LONGEST_BODY = '256kb';

/**
 * What the API needs of the web server around it: checks before and after the body is read (whoever has no key is
 * turned away before it), problem JSON, measures, and the documentation at `/api/docs`. Called before the application is initialised; only paths below `/api` are touched.
 */
export function setUpApi(app: NestExpressApplication): void {
  app.use(measure(app.get<Meters>(METERS)));
  app.use(checkAddress);
  app.use(checkKey(app.get(ApiKeyGuard)));
  app.use(checkMediaType);
  app.useBodyParser('json', { limit: LONGEST_BODY });
  app.use(checkBody);
  app.useGlobalFilters(new ProblemFilter(app.getHttpAdapter(), app.get(Store, { strict: false })));
  SwaggerModule.setup('api/docs', app, () => apiDocument(app), {
    jsonDocumentUrl: 'api/docs/json',
    raw: ['json'],
    customSiteTitle: 'Tillbridge API',
  });
}

/** The API as OpenAPI tells it. */
export function apiDocument(app: NestExpressApplication): OpenAPIObject {
  const config = new DocumentBuilder()
    .setTitle('Tillbridge')
    .setDescription('What people may look at and change. Every change is written into the audit.')
    .setVersion('1')
    .addBearerAuth({ type: 'http', scheme: 'bearer', bearerFormat: 'tbk_<id>_<secret>' }, KEY_SCHEME)
    .build();
  const document = SwaggerModule.createDocument(app, config, {
    operationIdFactory: (controller, method) => `${controller.replace(/Controller$/, '').toLowerCase()}.${method}`,
  });
  const schemas = { ...document.components?.schemas, Problem: PROBLEM };
  const paths = Object.entries(document.paths).filter(([path]) => path.startsWith('/api/'));
  return { ...document, paths: Object.fromEntries(paths), components: { ...document.components, schemas } };
}

const PROBLEM = {
  type: 'object',
  description: 'RFC 9457',
  required: ['type', 'title', 'status', 'code', 'detail', 'requestId'],
  properties: {
    type: { type: 'string', example: 'urn:tillbridge:problem:location.unknown' },
    title: { type: 'string' },
    status: { type: 'integer', example: 404 },
    code: { type: 'string', example: 'location.unknown', description: 'stable; docs/errors.md explains each' },
    detail: { type: 'string', description: 'what is wrong and what to do, in English or by Accept-Language in French' },
    errors: {
      type: 'array',
      items: { type: 'object', properties: { field: { type: 'string' }, detail: { type: 'string' } } },
    },
    requestId: { type: 'string' },
  },
};
