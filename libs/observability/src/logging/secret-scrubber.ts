import { encodedForms } from './encoded-forms.js';

/** Shorter texts stand in every line, so they stay; a password of three characters protects nothing. */
const SHORTEST = 4;

/** Secrets that are remembered. Tokens change every half hour, so these are those of the last days. */
const MOST = 500;

const REDACTED = '[redacted]';

/** Takes secrets out of text, in whatever form they stand there: the last door before a line leaves the process (I6). */
export class SecretScrubber {
  private readonly secrets = new Map<string, readonly string[]>();
  private forms: readonly string[] = [];

  /** From now on this value never comes through. */
  know(secret: string): void {
    if (secret.length < SHORTEST) return;
    const known = this.secrets.get(secret);
    // A secret that is known already becomes the newest again.
    this.secrets.delete(secret);
    this.secrets.set(secret, known ?? encodedForms(secret).filter((form) => form.length >= SHORTEST));
    if (known !== undefined) return;
    const [oldest] = this.secrets.keys();
    if (this.secrets.size > MOST && oldest !== undefined) this.secrets.delete(oldest);
    // The longest first: a shorter form that is part of a longer one must not leave its rest behind.
    this.forms = [...this.secrets.values()].flat().toSorted((a, b) => b.length - a.length);
  }

  scrub(text: string): string {
    let scrubbed = text;
    for (const form of this.forms) {
      if (scrubbed.includes(form)) scrubbed = scrubbed.replaceAll(form, REDACTED);
    }
    return scrubbed;
  }
}
