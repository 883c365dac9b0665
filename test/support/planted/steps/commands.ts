import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Scene } from '../scene.ts';

export async function runCommands(scene: Scene): Promise<void> {
  const { workplace } = scene.parts;
  await scene.makeKeys();
  const [from, to] = [scene.dateBefore(2), scene.dateBefore(1)];
  const lines = [
    'config check',
    'config print',
    'config diff',
    'connections',
    'locations acme',
    'locations acme history 0001',
    'schedule',
    `tallies --from ${from} --to ${to}`,
    'deliveries',
    `deliveries preview --output hook --from ${from} --to ${from}`,
    `deliveries preview --output warehouse --from ${from} --to ${from}`,
    'outputs',
    'outputs ddl warehouse',
    'plugins',
    'key list',
    'check',
    'serve',
  ];
  for (const line of lines) {
    await scene.command(`${line} --verbose`);
    await scene.command(`${line} --verbose --json`);
  }
  await throughProxy(scene);
  const broken = readFileSync(workplace.settingsFile, 'utf8')
    .replace('connector: lightspeed-r', 'connector: lightspeed')
    .replace('clientSecret:', 'clientSecrets:')
    .replace('secret: "whsec_', 'secret: "wh')
    .replace('postgresql://planted', 'postgres//planted');
  writeFileSync(join(workplace.folder, 'broken.yaml'), `${broken}\nnonsense: 1\n`);
  writeFileSync(join(workplace.folder, 'torn.yaml'), broken.replaceAll('"', ''));
  for (const file of ['broken.yaml', 'torn.yaml']) {
    await scene.command(`config check --config ${file} --verbose`);
    await scene.command(`config print --config ${file} --json`);
    await scene.command(`serve --config ${file}`);
  }
}

/** A proxy that refuses and repeats what it was told, then one that is not there. */
async function throughProxy(scene: Scene): Promise<void> {
  const { workplace } = scene.parts;
  const proxy = createServer((request, response) => {
    response.writeHead(407, { 'content-type': 'text/plain', 'proxy-authenticate': JSON.stringify(request.headers) });
    response.end(JSON.stringify([request.url, request.headers]));
  });
  proxy.on('connect', (request, socket) => {
    socket.end(
      `HTTP/1.1 407 ${String(request.headers['proxy-authorization'])}\r\n\r\n${JSON.stringify(request.headers)}`,
    );
  });
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  const { port } = proxy.address() as AddressInfo;
  const text = readFileSync(workplace.settingsFile, 'utf8')
    .replace('noProxy: ["127.0.0.1"]', 'noProxy: []')
    .replace('@127.0.0.1:9"', `@127.0.0.1:${port}"`);
  writeFileSync(join(workplace.folder, 'proxied.yaml'), text);
  const both = async (): Promise<void> => {
    await scene.command('check --config proxied.yaml --verbose');
    await scene.command('outputs test hook --config proxied.yaml --json --verbose');
  };
  await both();
  proxy.closeAllConnections();
  await new Promise((resolve) => proxy.close(resolve));
  await both();
}
