import { Migration } from '@mikro-orm/migrations';

export class Migration20261125First extends Migration {
  override up(): void {
    this.addSql(
      `create table "approval" ("output_id" text not null primary key, "approved" integer not null, "actor" text not null, "at" bigint not null)`,
    );
    this.addSql(
      `create table "cell" ("location_id" text not null, "date" text not null, "start_at" bigint not null, "end_at" bigint not null, "covered_to" bigint not null, "minute_of_day" integer not null, "offset_minutes" integer not null, "sales" text not null, "transactions" integer not null, "items" text not null, "staff_seconds" integer null, "revision" integer not null, "withdrawn" integer not null, primary key ("location_id", "date", "start_at"))`,
    );
    this.addSql(
      `create table "cell_revision" ("location_id" text not null, "date" text not null, "start_at" bigint not null, "revision" integer not null, "before" text null, "after" text null, "trigger" text not null, "at" bigint not null, primary key ("location_id", "date", "start_at", "revision"))`,
    );
    this.addSql(
      `create table "connection" ("id" text not null primary key, "connector" text not null, "label" text not null, "active" integer not null, "created_at" bigint not null)`,
    );
    this.addSql(
      `create table "coverage" ("connection_id" text not null, "stream" text not null, "shop_id" text not null, "from_at" bigint not null, "to_at" bigint not null, "as_of" bigint not null, primary key ("connection_id", "stream", "shop_id", "from_at"))`,
    );
    this.addSql(
      `create table "credential" ("connection_id" text not null primary key, "sealed" text not null, "version" integer not null, "state" text not null, "cause" text null, "updated_at" bigint not null)`,
    );
    this.addSql(
      `create table "delivery" ("output_id" text not null, "location_id" text not null, "date" text not null, "acked_revision" integer null, "acked_hash" text null, "acked_at" bigint null, "resend_wanted" integer not null, "dead_revision" integer null, "attempts" integer not null, "last_cause" text null, "next_attempt_at" bigint null, "reference" text null, primary key ("output_id", "location_id", "date"))`,
    );
    this.addSql(
      `create table "job" ("id" text not null primary key, "kind" text not null, "connection_id" text not null, "request" text not null, "request_hash" text not null, "state" text not null, "requested_by" text not null, "requested_at" bigint not null, "started_at" bigint null, "finished_at" bigint null, "as_of" bigint null, "outcome" text null)`,
    );
    this.addSql(`create unique index "job_waiting_unique" on "job" ("request_hash") where state = 'waiting'`);
    this.addSql(`create index "job_state_requested_at_index" on "job" ("state", "requested_at")`);
    this.addSql(
      `create table "lease" ("scope" text not null primary key, "owner" text null, "fence" bigint not null, "expires_at" bigint not null)`,
    );
    this.addSql(
      `create table "location" ("id" text not null primary key, "connection_id" text not null, "name" text null, "region" text null, "currency" text null, "rules" text not null)`,
    );
    this.addSql(
      `create table "location_day" ("location_id" text not null, "date" text not null, "ledger_version" integer not null, "folded_version" integer not null, "revision" integer not null, "trigger" text not null, "rules" text not null, "time_zone" text not null, "notes" text not null, primary key ("location_id", "date"))`,
    );
    this.addSql(
      `create table "location_zone" ("location_id" text not null, "from_date" text not null, "time_zone" text not null, primary key ("location_id", "from_date"))`,
    );
    this.addSql(
      `create table "mapping" ("connection_id" text not null, "shop_id" text not null, "location_id" text not null, "from_date" text not null, "to_date" text not null, primary key ("connection_id", "shop_id", "location_id", "from_date"))`,
    );
    this.addSql(`create index "mapping_location_id_index" on "mapping" ("location_id")`);
    this.addSql(
      `create table "quarantine" ("connection_id" text not null, "stream" text not null, "record_id" text not null, "cause" text not null, "raw" text not null, "seen_at" bigint not null, primary key ("connection_id", "stream", "record_id"))`,
    );
    this.addSql(
      `create table "reach" ("output_id" text not null, "location_id" text not null, "first_date" text not null, primary key ("output_id", "location_id"))`,
    );
    this.addSql(
      `create table "sale" ("connection_id" text not null, "pos_id" text not null, "shop_id" text not null, "state" text not null, "completed_at" bigint null, "net" text not null, "gross" text not null, "currency" text null, "register" text null, "source" text null, "employee" text null, "lines" text not null, "hash" text not null, "missing" integer not null, "deleted_at" bigint null, primary key ("connection_id", "pos_id"))`,
    );
    this.addSql(
      `create index "sale_connection_id_shop_id_completed_at_index" on "sale" ("connection_id", "shop_id", "completed_at")`,
    );
    this.addSql(
      `create table "sent_hour" ("output_id" text not null, "location_id" text not null, "date" text not null, "minute_of_day" integer not null, "sales" text not null, "transactions" integer not null, "items" text not null, "staff_seconds" integer null, "revision" integer not null, "at" bigint not null, primary key ("output_id", "location_id", "date", "minute_of_day"))`,
    );
    this.addSql(
      `create table "shift" ("connection_id" text not null, "pos_id" text not null, "shop_id" text not null, "employee" text not null, "start_at" bigint not null, "end_at" bigint null, "hash" text not null, "missing" integer not null, "deleted_at" bigint null, primary key ("connection_id", "pos_id"))`,
    );
    this.addSql(
      `create index "shift_connection_id_shop_id_start_at_index" on "shift" ("connection_id", "shop_id", "start_at")`,
    );
    this.addSql(
      `create table "shop" ("connection_id" text not null, "pos_id" text not null, "name" text not null, "time_zone" text null, "currency" text null, "archived" integer not null, "listed" integer not null, "seen_at" bigint not null, primary key ("connection_id", "pos_id"))`,
    );
    this.addSql(
      `create table "status_change" ("id" text not null primary key, "location_id" text not null, "status" text not null, "effective_date" text not null, "reason" text not null, "actor" text not null, "deliver_missed" integer null, "at" bigint not null)`,
    );
    this.addSql(`create index "status_change_location_id_at_index" on "status_change" ("location_id", "at")`);
  }
}
