import { describeConnector } from '@tillbridge/plugin-kit/suite';
import { lightspeedRAnswers, startLightspeedR } from '../lightspeed-r-pos.js';

const GOOD = { clientId: 'cid', clientSecret: 'secret' };

describeConnector({
  name: 'lightspeed-r',
  folder: new URL('./lightspeed-r/', import.meta.url),
  load: () => import('./lightspeed-r/src/index.js'),
  badSettings: [
    { why: 'no client id', settings: { clientSecret: 'secret' } },
    { why: 'an unknown key', settings: { ...GOOD, acountId: '1' } },
    { why: 'a page of 500', settings: { ...GOOD, pageSize: 500 } },
    { why: 'an account that is no number', settings: { ...GOOD, accountId: '../1' } },
    { why: 'an address that is none', settings: { ...GOOD, apiUrl: 'api.example' } },
    { why: 'a redirect without TLS', settings: { ...GOOD, redirectUri: 'http://localhost/cb' } },
  ],
  startPos: startLightspeedR,
  answers: lightspeedRAnswers,
});
