import { Migration } from '@mikro-orm/migrations';

export class Migration20261125Daemon extends Migration {
  override name = '20261125-daemon';

  override up(): void {
    this.addSql(
      `create table "api_key" ("id" text not null primary key, "label" text not null, "hash" text not null, "created_at" bigint not null, "created_by" text not null, "last_used_at" bigint null, "revoked_at" bigint null)`,
    );
    this.addSql(
      `create table "audit" ("sequence" bigint not null primary key, "at" bigint not null, "actor" text not null, "action" text not null, "subject" text not null, "reason" text null, "before" text null, "after" text null, "request_id" text null, "previous_hash" text not null, "hash" text not null)`,
    );
    this.addSql(`create index "audit_subject_sequence_index" on "audit" ("subject", "sequence")`);
    this.addSql(
      `create table "job_slice" ("job_id" text not null, "stream" text not null, "from_at" bigint not null, "to_at" bigint not null, "shops_hash" text not null, primary key ("job_id", "stream", "from_at", "to_at"))`,
    );
    this.addSql(
      `create table "output_breaker" ("output_id" text not null primary key, "failures" integer not null, "locations" text not null, "opened_at" bigint null, "next_probe_at" bigint null, "cause" text not null)`,
    );
    this.addSql(
      `create table "output_pause" ("output_id" text not null primary key, "reason" text not null, "actor" text not null, "at" bigint not null)`,
    );
    this.addSql(
      `create table "shop_mapping" ("connection_id" text not null, "shop_id" text not null, "location_id" text not null, "from_date" text not null, "to_date" text not null, "name" text null, "region" text null, "time_zone" text null, "currency" text null, "status" text not null, "actor" text not null, "at" bigint not null, primary key ("connection_id", "shop_id"))`,
    );
    this.addSql(
      `create table "slot" ("connection_id" text not null, "due_at" bigint not null, "depth" text not null, "job_id" text null, "served_at" bigint null, primary key ("connection_id", "due_at"))`,
    );
    this.addSql(`create index "slot_served_at_due_at_index" on "slot" ("served_at", "due_at")`);
    this.addSql(`create index "slot_job_id_index" on "slot" ("job_id")`);
    this.addSql(`alter table "connection" add column "deleted_at" bigint null`);
    this.addSql(`alter table "delivery" add column "acked_to" bigint null`);
    this.addSql(`alter table "delivery" add column "resend_mark" integer not null default 0`);
    this.addSql(`alter table "delivery" add column "failures" integer not null default 0`);
    this.addSql(`alter table "delivery" add column "dead_hash" text null`);
    this.addSql(`alter table "job" add column "not_before" bigint null`);
    this.addSql(`alter table "job" add column "attempts" integer not null default 0`);
    this.addSql(`alter table "job" add column "done_before" text null`);
    this.addSql(`alter table "location" add column "revision_floor" integer not null default 0`);
  }
}
