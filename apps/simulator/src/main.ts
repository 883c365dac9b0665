import { BadArgument, readArguments } from './options.js';
import { BadChoice } from './scenarios/choose.js';
import { startSimulator } from './simulator.js';
import { helpText } from './usage.js';

const EXIT_USAGE = 2;

async function main(): Promise<number | undefined> {
  const locale = process.env['LC_ALL'] ?? process.env['LC_MESSAGES'] ?? process.env['LANG'] ?? '';
  const line = readArguments(process.argv.slice(2), locale);
  if (line.help) {
    process.stdout.write(helpText[line.language]);
    return 0;
  }
  const simulator = await startSimulator(line.options);
  const { url, apiUrl, authUrl, accountId, clientId, clientSecret } = simulator;
  const refreshToken = simulator.issueRefreshToken();
  const told = { url, apiUrl, authUrl, accountId, clientId, clientSecret, refreshToken, ...window(line.options) };
  const plain = Object.entries(told).map(([name, value]) => `${name}=${value}`);
  process.stdout.write((line.json ? JSON.stringify(told) : plain.join(' ')) + '\n');
  const stop = () => void simulator.close().then(() => process.exit(0));
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
  return undefined;
}

function window(options: { from?: string | undefined; to?: string | undefined }): Record<string, string> {
  return {
    ...(options.from === undefined ? {} : { from: options.from }),
    ...(options.to === undefined ? {} : { to: options.to }),
  };
}

try {
  const code = await main();
  if (code !== undefined) process.exitCode = code;
} catch (error) {
  const isUsage =
    error instanceof BadArgument || error instanceof BadChoice || (error instanceof TypeError && 'code' in error);
  const message = error instanceof Error ? error.message : String(error);
  process.stderr.write(`simulator: ${message}\n`);
  process.exitCode = isUsage ? EXIT_USAGE : 1;
}
