import type { Cause, Manifest } from '@tillbridge/plugin-kit';

/**
 * Why nothing may be asked of a plugin that is announced but not written; null for any other. Told from the manifest
 * alone, so that it holds whatever the plugin's code answers: an empty list would count as zero (I7).
 */
export function stubCause({ name, stability }: Pick<Manifest, 'name' | 'stability'>): Cause | null {
  if (stability !== 'stub') return null;
  const message = `not implemented: ${name} is a stub. Nothing was asked of the POS, so its figures are unknown, not zero.`;
  return { $cause: 1, code: 'connector.not_implemented', message };
}
