import { settings } from '../settings';
import { isTranslation, textsOf, translationOf, withAll, type Field } from './field';

const language = settings.language;

/** A property under another name and value, in the place where it stood. */
const renamed = (properties: Record<string, unknown>, from: string, to: string, value: unknown): Record<string, unknown> =>
  Object.fromEntries(Object.entries(properties).map(([name, kept]) => (name === from ? [to, value] : [name, kept])));

/** What English is called while the editor shows the reader's language. */
const english = (translation: string): string => translation.replace(/\.\w+$/, '.en');

/**
 * Lets people edit a form in their own language. In the file the texts are English, with the other languages beside them; in the editor
 * the two change places, so that the preview, the panel and undoing deal with what people read.
 */
export function shown(schema: Field): Field {
  const form = structuredClone(schema);
  if (language === 'en') return form;
  for (const field of withAll(form))
    for (const text of textsOf(field)) {
      const translation = translationOf(field, text.name, language);
      const own = field.properties?.[translation];
      if (typeof own !== 'string') continue;
      field.properties = renamed(field.properties!, translation, english(translation), text.get());
      text.set(own);
    }
  return form;
}

/** The form as its file has it. What has no English yet stands there as it was written. */
export function written(schema: Field): Field {
  const form = structuredClone(schema);
  if (language === 'en') return form;
  for (const field of withAll(form)) {
    for (const text of textsOf(field)) {
      const beside = translationOf(field, text.name, 'en');
      const kept = field.properties?.[beside];
      if (typeof kept !== 'string' || !text.get()) continue;
      field.properties = renamed(field.properties!, beside, beside.replace(/\.en$/, `.${language}`), text.get());
      text.set(kept);
    }
    // Who takes a text away means there to be none.
    const left = Object.entries(field.properties ?? {}).filter(([name]) => !(isTranslation(name) && name.endsWith('.en')));
    if (field.properties && left.length < Object.keys(field.properties).length) field.properties = Object.fromEntries(left);
  }
  return form;
}
