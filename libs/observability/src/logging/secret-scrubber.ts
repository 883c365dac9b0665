import { encodedForms } from './encoded-forms.js';

/** Shorter ones would take apart every line; a password of three characters is none. */
const SHORTEST = 4;

/** Tokens change every half hour: those of the last weeks are remembered. */
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
    // Said again, it is one of the youngest.
    this.secrets.delete(secret);
    this.secrets.set(secret, known ?? encodedForms(secret).filter((form) => form.length >= SHORTEST));
    if (known !== undefined) return;
    const [oldest] = this.secrets.keys();
    if (this.secrets.size > MOST && oldest !== undefined) this.secrets.delete(oldest);
    // The longest first: what is left of a longer form must not be taken for text.
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
