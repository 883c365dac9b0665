import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { TillbridgeError } from '@tillbridge/domain';
import { commandNamed, readArguments } from '../../apps/cli/src/arguments.ts';
import { COMMANDS } from '../../apps/cli/src/commands/index.ts';
import { helpEn } from '../../apps/cli/src/messages/help-en.ts';
import { helpFr } from '../../apps/cli/src/messages/help-fr.ts';

const ROOT = join(import.meta.dirname, '..', '..');
const PAGES = [
  'README.md',
  'README.fr.md',
  ...['docs', 'plugins/lightspeed-r', 'plugins/lightspeed-x'].flatMap((folder) =>
    readdirSync(join(ROOT, folder))
      .filter((name) => name.endsWith('.md'))
      .map((name) => join(folder, name)),
  ),
];
/** A line that the page shows for the error that it gives. */
const MEANT_WRONG = 'snyc acme';
/** Understood by every command, and in no form of its help. */
const EVERYWHERE = new Set(['config', 'json', 'lang', 'verbose', 'help']);
const NAMES = Object.keys(helpEn.commands) as Array<keyof typeof COMMANDS>;
const FORMS = NAMES.flatMap((name) => helpEn.commands[name].forms).map(formOf);

interface Form {
  /** The words that may stand in each place; null for any word. */
  readonly words: ReadonlyArray<ReadonlySet<string> | null>;
  readonly least: number;
  readonly options: ReadonlySet<string>;
  readonly required: readonly string[];
}

/** Of a line of the help: brackets are optional, `a|b` a choice, `<a>` and capitals stand for something. */
function formOf(text: string): Form {
  const needed = text.replaceAll(/\[[^\]]*\]/g, '');
  const words = text
    .replaceAll(/\[--[^\]]*\]/g, '')
    .replaceAll(/--[a-z-]+( [A-Z]+)?/g, '')
    .split(/\s+/)
    .filter((word) => word !== '');
  return {
    words: words.map((word) => (/<|^\[conne[cx]/.test(word) ? null : new Set([word.replace(/[[\]]/g, '')]))),
    least: words.filter((word) => !word.startsWith('[')).length,
    options: new Set(optionsIn(text)),
    required: optionsIn(needed),
  };
}

function optionsIn(text: string): string[] {
  return [...text.matchAll(/--([a-z-]+)/g)].map(([, name = '']) => name);
}

interface Line {
  readonly text: string;
  /** In a sentence a command may be named without everything that it needs. */
  readonly isInline: boolean;
}

/** Command lines within blocks and between backquotes, a placeholder as one word, without remarks. */
function linesIn(page: string): Line[] {
  const text = readFileSync(join(ROOT, page), 'utf8');
  const fence = /^ *```\w*\n([\s\S]*?)^ *```/gm;
  const typed = [...text.matchAll(fence)].flatMap(([, body = '']) => body.split('\n'));
  const inline = [...text.replaceAll(fence, '').matchAll(/`([^`]+)`/g)].map(([, span = '']) => span);
  return [
    ...typed.map((line) => ({ text: commandIn(line.replace(/\s+#.*$/, '')), isInline: false })),
    ...inline.map((span) => ({ text: commandIn(span), isInline: true })),
  ].filter(({ text: line }) => line !== '' && line !== MEANT_WRONG && !line.startsWith('some'));
}

function commandIn(line: string): string {
  const found =
    /^(?:\$ |sudo [^|]*?|docker compose [^|]*? exec tillbridge |npx |npm run )?tillbridge (?:-- )?((?!tillbridge)[a-z][^|>]*?|--[a-z]+)$/.exec(
      line
        .trim()
        .replaceAll(/<[^>]*>/g, 'some')
        .replaceAll(/\s+/g, ' '),
    );
  return found?.[1]?.trim() ?? '';
}

/** As a shell takes it apart. */
function wordsOf(text: string): string[] {
  return [...text.matchAll(/"([^"]*)"|'([^']*)'|(\S+)/g)].map(
    ([, double, single, bare]) => double ?? single ?? bare ?? '',
  );
}

/** Why a line cannot be typed; null where it can. */
async function objection({ text, isInline }: Line): Promise<string | null> {
  const argv = wordsOf(text);
  try {
    const name = commandNamed(argv, NAMES);
    if (name === null) return argv.every((word) => word.startsWith('--')) ? null : 'names no command';
    if (isInline && isBare(argv)) return null;
    const { words, values } = readArguments(argv, await COMMANDS[name]());
    if ('help' in values) return null;
    const isRight = FORMS.some((form) => fits(form, [name, ...words], Object.keys(values)));
    return isRight ? null : 'stands so in no form of the help';
  } catch (thrown) {
    if (!(thrown instanceof TillbridgeError)) throw thrown;
    return thrown.problems.map(({ code }) => code).join(', ');
  }
}

/** Nothing but the words that name it. */
function isBare(argv: readonly string[]): boolean {
  return FORMS.some((form) => argv.every((word, index) => form.words[index]?.has(word) ?? false));
}

function fits(form: Form, words: readonly string[], options: readonly string[]): boolean {
  const given = options.filter((name) => !EVERYWHERE.has(name));
  return (
    words.length >= form.least &&
    words.length <= form.words.length &&
    words.every((word, index) => form.words[index]?.has(word) ?? true) &&
    given.every((name) => form.options.has(name)) &&
    form.required.every((name) => given.includes(name))
  );
}

describe('a command line in the pages', () => {
  it.each(PAGES)('of %s can be typed', async (page) => {
    const lines = linesIn(page);

    const objections = await Promise.all(
      lines.map(async (line) => ({ line: line.text, objection: await objection(line) })),
    );

    expect(objections.filter((found) => found.objection !== null)).toEqual([]);
  });

  it('is found, and told when it is wrong', async () => {
    const typed = { text: '', isInline: false };
    const wrong = [
      'keys list',
      'outputs pause tmas',
      'outputs pause tmas --raeson x',
      'sync',
      'deliveries replay tmas',
    ];

    const objections = await Promise.all(wrong.map((text) => objection({ ...typed, text })));
    const right = await objection({ ...typed, text: 'outputs pause tmas --reason "it moves" --config a.yaml' });

    expect(objections).not.toContain(null);
    expect(right).toBeNull();
    expect(linesIn('docs/runbooks.md').length).toBeGreaterThan(20);
    expect(linesIn('docs/docker.md').map(({ text }) => text)).toContain('connect acme');
  });

  it('has the same forms in both languages, but for what stands for something', () => {
    const shape = (form: Form) => ({ ...form, words: form.words.map((word) => (word === null ? null : [...word])) });
    const french = NAMES.flatMap((name) => helpFr.commands[name].forms).map(formOf);

    expect(french.map(shape)).toEqual(FORMS.map(shape));
  });
});
