import { settings } from '../settings';

/** The words of the drawing tool in the reader's language; what is not translated stays English. */
export function translate(template: string, replacements: Record<string, string> = {}): string {
  const text = settings.words[`ui.${template}`] || template;
  return text.replace(/\{([^}]+)\}/g, (hole, key: string) => {
    const value = replacements[key];
    return value === undefined ? hole : (settings.words[`ui.${value}`] ?? value);
  });
}

export const translateModule = { translate: ['value', translate] };
