import { defineProblems } from '@tillbridge/domain';
import { CSV_PROBLEMS } from './problems/of-csv.js';
import { WEBHOOK_PROBLEMS } from './problems/of-webhook.js';
import { DATABASE_PROBLEMS } from './problems/of-database.js';

/** Everything that the outputs of this library say to people. */
export const OUTPUT_PROBLEMS = defineProblems({
  ...CSV_PROBLEMS,
  ...WEBHOOK_PROBLEMS,
  ...DATABASE_PROBLEMS,
});
