import { call } from '../server';
import { settings } from '../settings';

export interface Choice {
  value: string;
  name: string;
}

/** What there is to choose from, in the reader's language. */
export interface Vocabulary {
  elementTemplates: unknown[];
  roles: Choice[];
  policies: Choice[];
  calendars: Choice[];
  workflows: Choice[];
  forms: Choice[];
  decisions: Choice[];
  mails: Choice[];
}

let known: Vocabulary | undefined;

export async function loadVocabulary(): Promise<Vocabulary> {
  known ??= await call<Vocabulary>('GET', `/vocabulary?language=${settings.language}`);
  return known;
}

/** After `loadVocabulary`. */
export const vocabulary = (): Vocabulary => known!;
