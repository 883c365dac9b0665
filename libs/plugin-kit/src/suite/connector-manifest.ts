import { describe, expect, it } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { existsSync, readFileSync } from 'node:fs';
import type { JsonSchema } from '../contract/json.js';
import { manifestSchemaOf } from '../manifest-schema.js';
import { originsOf, propertiesOf } from './call-context.js';
import type { ConnectorSubject } from './connector-subject.js';
import { manifestOf, type Stage } from './connector-stage.js';

const README_ROWS = ['Streams', 'Authorization', 'Paging', 'Rate limit', 'Late edits', 'Time zone', 'Known limits'];

/** Draft 2020-12 with the keywords of Tillbridge; `strict`, so that a misspelt keyword is told of. */
function validator(): Ajv2020 {
  const ajv = new Ajv2020({ strict: true, strictRequired: false, strictTypes: false, allErrors: true });
  ajv.addKeyword({ keyword: 'x-secret', schemaType: 'boolean' });
  ajv.addKeyword({ keyword: 'x-origin', schemaType: 'boolean' });
  ajv.addKeyword({ keyword: 'x-rule', schemaType: 'object' });
  return ajv;
}

function errorsOf(schema: JsonSchema, value: unknown): string[] {
  const validate = validator().compile(schema);
  return validate(value) ? [] : (validate.errors ?? []).map((error) => `${error.instancePath} ${error.message ?? ''}`);
}

export function describeManifest(subject: ConnectorSubject, stage: () => Stage): void {
  describe('manifest and load', () => {
    const manifest = manifestOf(subject);
    const text = (name: string): string => readFileSync(new URL(name, subject.folder), 'utf8');

    it('K01 has a valid manifest that its package points to, with one id and version', () => {
      const pack = JSON.parse(text('package.json')) as {
        name: string;
        version: string;
        tillbridge: { manifest: string };
      };

      expect(errorsOf(manifestSchemaOf('connector'), manifest)).toEqual([]);
      expect(pack.tillbridge.manifest).toBe('manifest.json');
      expect(pack.name.split('/').at(-1)).toBe(manifest.id);
      expect(pack.version).toBe(manifest.version);
      expect(subject.folder.pathname.split('/').filter(Boolean).at(-1)).toBe(manifest.id);
    });

    it('K02 describes every setting, marks every secret, and its defaults are valid', () => {
      for (const [key, schema] of Object.entries(propertiesOf(manifest.settings))) {
        if (/secret|password|token|apiKey/i.test(key)) expect([key, schema['x-secret']]).toEqual([key, true]);
        if (schema['x-secret'] === true) expect(schema).not.toHaveProperty('default');
        if ('default' in schema) expect([key, ...errorsOf(schema, schema['default'])]).toEqual([key]);
      }
      expect(validator().validateSchema(manifest.settings)).toBe(true);
    });

    it.each(subject.badSettings)('K03 refuses settings with $why by its schema alone', ({ settings }) => {
      expect(errorsOf(manifest.settings, settings)).not.toEqual([]);
    });

    it.skip('K04 takes settings of an older version (skipped: settings carry no version in this contract)', () =>
      undefined);

    it('K05 does nothing when imported and when made', () => {
      expect(stage().effects).toEqual([]);
    });

    it('K07 authorises at origins of its own, with PKCE or a reason in its README, and says when a grant is gone', async () => {
      const connector = (await subject.load()).default();
      const settings = { ...defaultsOf(manifest.settings), clientId: 'an-id', clientSecret: 'a-secret' };
      const described = connector.authorization(settings);
      const origins = originsOf({ manifest, settings });

      for (const url of [described.authorizeUrl, described.tokenUrl, described.revokeUrl ?? described.tokenUrl]) {
        expect(origins).toContain(new URL(url).origin);
        expect(new URL(url).protocol).toBe('https:');
      }
      expect(described.scopes.length).toBeGreaterThan(0);
      expect(described.revokedWhen.length).toBeGreaterThan(0);
      expect(described.pkce || text('README.md').includes('PKCE')).toBe(true);
    });

    it.skip('K08, K09, K11, K12 keeps its tokens alive (skipped: the host keeps tokens; a connector only describes them)', () =>
      undefined);

    it.skip('K28 can be packed and installed alone (skipped: the release does it)', () => undefined);

    it('K30 has a README that answers the seven questions and names every setting', () => {
      expect(existsSync(new URL('README.md', subject.folder))).toBe(true);
      const readme = text('README.md');

      expect(README_ROWS.filter((row) => !new RegExp(`^\\| ${row} +\\|`, 'm').test(readme))).toEqual([]);
      expect(Object.keys(propertiesOf(manifest.settings)).filter((key) => !readme.includes(`\`${key}\``))).toEqual([]);
    });
  });
}

function defaultsOf(schema: JsonSchema): Readonly<Record<string, unknown>> {
  const entries = Object.entries(propertiesOf(schema));
  return Object.fromEntries(
    entries.flatMap(([key, property]) => ('default' in property ? [[key, property['default']]] : [])),
  );
}
