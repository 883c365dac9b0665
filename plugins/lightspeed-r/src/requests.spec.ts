import { describe, expect, it } from '@jest/globals';
import { secondsOf } from './reading.js';
import { byIdRequest, byListRequest, newestRequest, salesRequest, shiftsRequest, shopsRequest } from './requests.js';
import { settingsOf } from './settings.js';

const account = { settings: settingsOf({ apiUrl: 'https://pos.example/API/V3/' }), id: '990001' };
const between = { first: '2026-05-14T04:00:00Z', last: '2026-05-15T03:59:59Z' };

function queryOf(url: string): Record<string, string> {
  return Object.fromEntries(new URL(url).searchParams);
}

describe('the request for sales', () => {
  it('asks for completed ones by time of completion, with their lines, sorted by id', () => {
    const request = salesRequest(account, between, ['1', '4']);

    expect(request.url.split('?')[0]).toBe('https://pos.example/API/V3/Account/990001/Sale.json');
    expect(queryOf(request.url)).toEqual({
      completed: 'true',
      completeTime: '><,2026-05-14T04:00:00-00:00,2026-05-15T03:59:59-00:00',
      sort: 'saleID',
      limit: '100',
      load_relations: '["SaleLines"]',
    });
    expect(request).toMatchObject({ cost: 1.4, headers: { accept: 'application/json' } });
  });

  it('encodes every operator, comma and bracket', () => {
    expect(salesRequest(account, between, []).url).not.toMatch(/[><,"[\]+ ]/);
  });

  it('names the shop where only one is wanted', () => {
    expect(queryOf(salesRequest(account, between, ['4']).url)['shopID']).toBe('4');
    expect(queryOf(salesRequest(account, between, []).url)).not.toHaveProperty('shopID');
  });

  it('asks for notes only where the settings say so, and reckons with their cost', () => {
    const withNotes = {
      ...account,
      settings: settingsOf({ requestLineNotes: true, sortField: 'completeTime', pageSize: 50 }),
    };

    const request = salesRequest(withNotes, between, []);

    expect(queryOf(request.url)).toMatchObject({
      load_relations: '["SaleLines","SaleLines.Note"]',
      sort: 'completeTime',
      limit: '50',
    });
    expect(request.cost).toBeCloseTo(1.6);
  });

  it('never asks for customers', () => {
    const urls = [
      salesRequest(account, between, []),
      byIdRequest(account, 'Sale', '1'),
      byListRequest(account, 'Sale', ['1']),
    ].map((request) => request.url);

    expect(urls.join()).not.toMatch(/Customer|Contact|all/);
  });
});

describe('the other requests', () => {
  it('sort clock-ins by the only field that may be sorted', () => {
    expect(queryOf(shiftsRequest(account, between).url)).toEqual({
      checkIn: '><,2026-05-14T04:00:00-00:00,2026-05-15T03:59:59-00:00',
      sort: 'employeeHoursID',
      limit: '100',
    });
  });

  it('list archived shops and sales too', () => {
    expect(queryOf(shopsRequest(account).url)['archived']).toBe('true');
    expect(queryOf(byListRequest(account, 'Sale', ['1', '2']).url)).toMatchObject({
      archived: 'true',
      saleID: 'IN,[1,2]',
    });
  });

  it('cannot be bent by what an id says', () => {
    expect(byIdRequest(account, 'Sale', '../../x?y').url).toContain('/Sale/..%2F..%2Fx%3Fy.json');
  });

  it('look at one record alone where a right is tried', () => {
    expect(queryOf(newestRequest(account, 'EmployeeHours').url)).toEqual({ sort: '-employeeHoursID', limit: '1' });
  });
});

describe('the whole seconds of a span', () => {
  it.each([
    ['whole seconds', '2026-05-14T04:00:00Z', '2026-05-14T05:00:00Z', '2026-05-14T04:00:00Z', '2026-05-14T04:59:59Z'],
    [
      'fractions',
      '2026-05-14T04:00:00.200Z',
      '2026-05-14T05:00:00.200Z',
      '2026-05-14T04:00:01Z',
      '2026-05-14T05:00:00Z',
    ],
    ['one second', '2026-05-14T04:00:00Z', '2026-05-14T04:00:01Z', '2026-05-14T04:00:00Z', '2026-05-14T04:00:00Z'],
  ])('leave out its end for %s', (_, from, to, first, last) => {
    expect(secondsOf({ mode: 'span', from, to, shops: [] })).toEqual({ first, last });
  });

  it('are none where it is empty', () => {
    expect(secondsOf({ mode: 'span', from: between.first, to: between.first, shops: [] })).toBeNull();
  });

  it('cannot be told for a cursor', () => {
    expect(() => secondsOf({ mode: 'changes', cursor: null, shops: [] })).toThrow('plugin.defect');
  });
});
