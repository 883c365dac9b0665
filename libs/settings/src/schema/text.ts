import { textLeaf, leaf } from './leaf.js';

const ID = /^[a-z0-9][a-z0-9-]{0,62}$/;
const ID_FORM = {
  en: 'an id of 1 to 63 small letters a-z, digits and hyphens that does not begin with a hyphen',
  fr: 'un identifiant de 1 à 63 lettres minuscules a-z, chiffres et traits d’union, sans trait d’union au début',
};

/** The id of a connection, a connector, an output or a kind of output. */
export function id() {
  return textLeaf(ID_FORM, (text) =>
    ID.test(text) ? { value: text } : { problem: 'settings.bad_id', expected: ID_FORM },
  );
}

const LOCATION_ID = /^[\p{L}\p{N}\p{P}\p{S}]{1,32}$/u;
const LOCATION_ID_FORM = {
  en: 'a text of 1 to 32 printable characters without spaces, such as "0001"',
  fr: 'un texte de 1 à 32 caractères imprimables sans espaces, par exemple "0001"',
};

export function isLocationId(text: string): boolean {
  return LOCATION_ID.test(text) && text.normalize('NFKC') === text;
}

/** Always text: a number would lose the zeros that mean something. Look-alike characters (full-width digits) are refused. */
export function locationId() {
  return leaf((value) => {
    if (typeof value === 'number') return { problem: 'settings.number_not_text' };
    if (typeof value !== 'string') return { problem: 'settings.wrong_type', expected: LOCATION_ID_FORM };
    return isLocationId(value) ? { value } : { problem: 'settings.bad_id', expected: LOCATION_ID_FORM };
  });
}

const POS_ID_FORM = {
  en: 'an id of the POS of 1 to 100 characters, as text or a whole number',
  fr: 'un identifiant du point de vente de 1 à 100 caractères, en texte ou en nombre entier',
};

/** An id as the POS writes it. A whole number is taken as its digits; the loader refuses one written in another way. */
export function posId() {
  return leaf((value) => {
    if (typeof value === 'number' && Number.isSafeInteger(value) && value >= 0) return { value: String(value) };
    if (typeof value !== 'string') return { problem: 'settings.wrong_type', expected: POS_ID_FORM };
    return isLine(value, 100) && value.trim() === value
      ? { value }
      : { problem: 'settings.bad_id', expected: POS_ID_FORM };
  });
}

/** A name for people. */
export function label() {
  const expected = {
    en: 'a text of 1 to 200 characters on one line, none of them a control or invisible character',
    fr: 'un texte de 1 à 200 caractères sur une ligne, sans caractère de contrôle ni caractère invisible',
  };
  return textLeaf(expected, (text) =>
    isLine(text, 200) ? { value: text } : { problem: 'settings.out_of_range', expected },
  );
}

/** A host name or an address, perhaps with a port, a wildcard or the length of a network. */
export function hostPattern() {
  const expected = {
    en: 'a host name, an address or a network such as 10.0.0.0/8, without spaces or scheme',
    fr: 'un nom d’hôte, une adresse ou un réseau comme 10.0.0.0/8, sans espaces ni schéma',
  };
  return textLeaf(expected, (text) =>
    /^[\w.:*[\]-]{1,255}(\/\d{1,3})?$/.test(text) ? { value: text } : { problem: 'settings.bad_url', expected },
  );
}

/** Categories of Unicode, what is ignorable by its rules, and the one blank that looks like none: all that nobody sees. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\u2800]/u;

/**
 * Neither empty, nor too long, nor with characters that nobody sees: they turn a line around, or make two names of which
 * nobody can tell why they differ. Within an emoji they are a part of what is seen.
 */
export function isLine(text: string, longest: number): boolean {
  return text.trim() !== '' && text.length <= longest && !UNSEEN.test(text.replace(/\p{RGI_Emoji}/gv, ''));
}
