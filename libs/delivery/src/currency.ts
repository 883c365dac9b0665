const USUAL_DIGITS = 2;

/** Digits after the point of a currency, as ISO 4217 (through CLDR) gives them: 2 for most, 0 for JPY, 3 for KWD. */
export function currencyDigits(currency: string | null): number {
  if (currency === null) return USUAL_DIGITS;
  try {
    const { maximumFractionDigits } = new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions();
    return maximumFractionDigits ?? USUAL_DIGITS;
  } catch {
    return USUAL_DIGITS;
  }
}
