import { Migration } from '@mikro-orm/migrations';

export class Migration20261125AuthorizationState extends Migration {
  override name = '20261125-authorization-state';

  override up(): void {
    this.addSql(
      `create table "authorization_state" ("key" text not null, "step" text not null, "connection_id" text not null, "started_by" text not null, "sealed" text not null, "expires_at" bigint not null, primary key ("key"))`,
    );
  }
}
