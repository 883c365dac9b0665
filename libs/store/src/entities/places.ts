import { defineEntity, p } from '@mikro-orm/core';

export const ConnectionEntity = defineEntity({
  name: 'Connection',
  tableName: 'connection',
  properties: {
    id: p.text().primary(),
    connector: p.text(),
    label: p.text(),
    active: p.boolean(),
    createdAt: p.bigint('number'),
    /** A person deleted it: neither read nor shown until it is connected again; null while it lives. */
    deletedAt: p.bigint('number').nullable(),
  },
});

/** A shop as the POS last listed it. */
export const ShopEntity = defineEntity({
  name: 'Shop',
  tableName: 'shop',
  properties: {
    connectionId: p.text().primary(),
    posId: p.text().primary(),
    name: p.text(),
    timeZone: p.text().nullable(),
    currency: p.text().nullable(),
    archived: p.boolean(),
    /** False once the POS no longer lists it. */
    listed: p.boolean(),
    seenAt: p.bigint('number'),
  },
});

export const LocationEntity = defineEntity({
  name: 'Location',
  tableName: 'location',
  properties: {
    id: p.text().primary(),
    connectionId: p.text(),
    name: p.text().nullable(),
    region: p.text().nullable(),
    currency: p.text().nullable(),
    /** JSON of the tally rules that a day which was never folded will take. */
    rules: p.text(),
    /** The highest revision of days that were deleted: new days begin above it, since outputs know the old ones. */
    revisionFloor: p.integer().default(0),
  },
});

/** The zone of a location from the start of a local date on. The first row's date is the empty text. */
export const LocationZoneEntity = defineEntity({
  name: 'LocationZone',
  tableName: 'location_zone',
  properties: {
    locationId: p.text().primary(),
    fromDate: p.text().primary(),
    timeZone: p.text(),
  },
});

/** Which shop feeds which location, by the sale's local date. Empty text: without end. */
export const MappingEntity = defineEntity({
  name: 'Mapping',
  tableName: 'mapping',
  properties: {
    connectionId: p.text().primary(),
    shopId: p.text().primary(),
    locationId: p.text().primary(),
    fromDate: p.text().primary(),
    toDate: p.text(),
  },
  indexes: [{ properties: ['locationId'] }],
});

/** A shop that a person mapped by command or API, because the settings file does not name it. The file wins over it. */
export const ShopMappingEntity = defineEntity({
  name: 'ShopMapping',
  tableName: 'shop_mapping',
  properties: {
    connectionId: p.text().primary(),
    shopId: p.text().primary(),
    locationId: p.text(),
    /** Empty text: without beginning, without end. */
    fromDate: p.text(),
    toDate: p.text(),
    name: p.text().nullable(),
    region: p.text().nullable(),
    timeZone: p.text().nullable(),
    currency: p.text().nullable(),
    /** First status of a location that is new. */
    status: p.text(),
    actor: p.text(),
    at: p.bigint('number'),
  },
});

/** The newest row whose date has come is the status of the location. */
export const StatusChangeEntity = defineEntity({
  name: 'StatusChange',
  tableName: 'status_change',
  properties: {
    id: p.text().primary(),
    locationId: p.text(),
    status: p.text(),
    effectiveDate: p.text(),
    reason: p.text(),
    actor: p.text(),
    /** Whether days of the interval that this change ends go out after all; null where it ends none. */
    deliverMissed: p.boolean().nullable(),
    at: p.bigint('number'),
  },
  indexes: [{ properties: ['locationId', 'at'] }],
});
