/** What the page tells its editor. */
export interface Settings {
  kind: string;
  name: string;
  language: string;
  token: string;
  words: Record<string, string>;
}

export const host = document.querySelector<HTMLElement>('[data-editor]')!;
export const settings = JSON.parse(host.dataset.editor!) as Settings;

const numbers = new Intl.NumberFormat(settings.language === 'fa' ? 'fa-IR' : settings.language);

/** A text of the editor in the reader's language, its numbered holes filled in; numbers in the language's digits. */
export function word(key: string, ...args: (string | number)[]): string {
  const text = settings.words[key] ?? key;
  return text.replace(/\{(\d)\}/g, (_, index: string) => {
    const value = args[Number(index)] ?? '';
    return typeof value === 'number' ? numbers.format(value) : value;
  });
}
