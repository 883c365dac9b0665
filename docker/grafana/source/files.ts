import { format } from 'prettier';
import { type Board, dashboardJson } from './dashboard.ts';
import { FLEET } from './fleet.ts';
import { HOST } from './host.ts';
import { PIPELINE } from './pipeline.ts';

export const BOARDS: readonly Board[] = [FLEET, PIPELINE, HOST];

/** Name and text of every dashboard file. */
export async function dashboardFiles(): Promise<ReadonlyMap<string, string>> {
  const files = BOARDS.map(
    async (board) =>
      [
        `${board.uid.replace('tillbridge-', '')}.json`,
        await format(JSON.stringify(dashboardJson(board)), { parser: 'json', printWidth: 120 }),
      ] as const,
  );
  return new Map(await Promise.all(files));
}
