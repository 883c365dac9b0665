import { ApiKeyEntity, AuditEntity } from './administration.js';
import { AuthorizationStateEntity, CredentialEntity } from './credentials.js';
import { CoverageEntity, QuarantineEntity, SaleEntity, ShiftEntity } from './ledger.js';
import * as places from './places.js';
import * as tally from './tally.js';
import * as delivered from './delivered.js';
import * as work from './work.js';

export const entities = [
  SaleEntity,
  ShiftEntity,
  CoverageEntity,
  QuarantineEntity,
  places.ConnectionEntity,
  CredentialEntity,
  AuthorizationStateEntity,
  places.ShopEntity,
  places.LocationEntity,
  places.LocationZoneEntity,
  places.MappingEntity,
  places.ShopMappingEntity,
  places.StatusChangeEntity,
  tally.LocationDayEntity,
  tally.CellEntity,
  tally.CellRevisionEntity,
  delivered.DeliveryEntity,
  delivered.ReachEntity,
  delivered.ApprovalEntity,
  delivered.SentHourEntity,
  delivered.OutputPauseEntity,
  delivered.OutputBreakerEntity,
  work.LeaseEntity,
  work.JobEntity,
  work.JobSliceEntity,
  work.SlotEntity,
  ApiKeyEntity,
  AuditEntity,
];
