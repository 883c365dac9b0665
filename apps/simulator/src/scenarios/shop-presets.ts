import type { AddressFacts } from '../till/facts.js';
import type { Opening } from '../till/timetable.js';

export interface ShopPreset {
  readonly name: string;
  readonly timeZone: string;
  readonly opening: Opening;
  readonly tax1Rate: number;
  readonly tax2Rate: number;
  readonly address: AddressFacts;
}

type Place = readonly [city: string, state: string, stateCode: string, zip: string];

function address(
  [city, state, stateCode, zip]: Place,
  [country, countryCode]: readonly [string, string],
): AddressFacts {
  return { address1: '1 Example St', city, state, stateCode, zip, country, countryCode };
}

const canada = ['Canada', 'CA'] as const;
const states = ['United States', 'US'] as const;

/** The shops of a generated account in their order; a longer account goes round again with numbered names. */
export const shopPresets: readonly ShopPreset[] = [
  {
    name: 'Front Street',
    timeZone: 'America/Toronto',
    opening: 'day',
    tax1Rate: 13000,
    tax2Rate: 0,
    address: address(['Toronto', 'Ontario', 'ON', 'M5V 1A1'], canada),
  },
  {
    name: 'Water Street',
    timeZone: 'America/St_Johns',
    opening: 'late',
    tax1Rate: 15000,
    tax2Rate: 0,
    address: address(["St. John's", 'Newfoundland and Labrador', 'NL', 'A1C 1A1'], canada),
  },
  {
    name: 'Harbour Pier',
    timeZone: 'US/Pacific',
    opening: 'allNight',
    tax1Rate: 8875,
    tax2Rate: 0,
    address: address(['San Francisco', 'California', 'CA', '94105'], states),
  },
  {
    name: 'Québec Vieux-Port',
    timeZone: 'America/Toronto',
    opening: 'late',
    tax1Rate: 5000,
    tax2Rate: 9975,
    address: address(['Québec', 'Québec', 'QC', 'G1K 1A1'], canada),
  },
  {
    name: 'Lagoon Road',
    timeZone: 'Australia/Lord_Howe',
    opening: 'allNight',
    tax1Rate: 10000,
    tax2Rate: 0,
    address: address(['Lord Howe Island', 'New South Wales', 'NSW', '2898'], ['Australia', 'AU']),
  },
  {
    name: 'Durbar Marg',
    timeZone: 'Asia/Kathmandu',
    opening: 'day',
    tax1Rate: 13000,
    tax2Rate: 0,
    address: address(['Kathmandu', 'Bagmati', 'BA', '44600'], ['Nepal', 'NP']),
  },
  {
    name: 'Broadway',
    timeZone: 'US/Eastern',
    opening: 'late',
    tax1Rate: 8875,
    tax2Rate: 0,
    address: address(['New York', 'New York', 'NY', '10001'], states),
  },
  {
    name: 'Larimer Square',
    timeZone: 'America/Denver',
    opening: 'day',
    tax1Rate: 8810,
    tax2Rate: 0,
    address: address(['Denver', 'Colorado', 'CO', '80202'], states),
  },
];

/** A preset for an account of given zones: the known shop of that zone, or an ordinary one there. */
export function presetFor(timeZone: string): ShopPreset {
  const known = shopPresets.find((preset) => preset.timeZone === timeZone);
  if (known !== undefined) return known;
  const city = (timeZone.split('/').at(-1) ?? timeZone).replaceAll('_', ' ');
  return {
    name: city,
    timeZone,
    opening: 'allNight',
    tax1Rate: 7250,
    tax2Rate: 0,
    address: address([city, '', '', ''], ['', '']),
  };
}
