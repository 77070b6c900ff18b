import { toReader } from './digits';
import { forgetFiles } from './kept-files';

const prefix = 'aftersales:draft:';
const keptFor = 14 * 24 * 3600 * 1000;

interface Draft {
  savedAt: number;
  values: Record<string, string[]>;
}

/**
 * Keeps what was typed on this device until it is sent. Drawn signatures and secrets are never kept; files are kept by their field.
 * A form that comes back from the server with problems already holds newer values: then the draft is not restored.
 */
export function keepDraft(form: HTMLFormElement, name: string): void {
  const key = prefix + name;
  const note = form.querySelector<HTMLElement>('[data-draft-note]');
  const draft = read(key);
  if (draft && !form.querySelector('[data-problems]')) {
    restore(form, draft);
    show(note, draft.savedAt);
  }
  let timer = 0;
  const save = () => {
    window.clearTimeout(timer);
    timer = window.setTimeout(() => {
      const saved = { savedAt: Date.now(), values: collect(form) };
      try {
        localStorage.setItem(key, JSON.stringify(saved));
        show(note, saved.savedAt);
      } catch {
        // Storage may be full or forbidden; the form works without.
      }
    }, 400);
  };
  form.addEventListener('input', save);
  form.addEventListener('change', save);
}

/** The page shown after a form was accepted names its draft, which is then of no more use. */
export function forgetFinishedDrafts(): void {
  try {
    for (const element of document.querySelectorAll<HTMLElement>('[data-finished-draft]')) {
      localStorage.removeItem(prefix + element.dataset.finishedDraft);
      void forgetFiles(element.dataset.finishedDraft ?? '');
    }
    for (const key of Object.keys(localStorage)) {
      if (!key.startsWith(prefix)) continue;
      const draft = read(key);
      if (!draft || Date.now() - draft.savedAt > keptFor) localStorage.removeItem(key);
    }
  } catch {
    // Storage is forbidden: there is nothing to forget.
  }
}

function read(key: string): Draft | null {
  try {
    const text = localStorage.getItem(key);
    return text ? (JSON.parse(text) as Draft) : null;
  } catch {
    return null;
  }
}

type Control = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;

function controls(form: HTMLFormElement): Control[] {
  return [...form.elements].filter((element): element is Control => {
    if (!(element instanceof HTMLInputElement || element instanceof HTMLSelectElement || element instanceof HTMLTextAreaElement)) return false;
    return element.name !== '' && !['hidden', 'file', 'password'].includes(element.type);
  });
}

function collect(form: HTMLFormElement): Record<string, string[]> {
  const values: Record<string, string[]> = {};
  for (const control of controls(form)) {
    const list = (values[control.name] ??= []);
    if (control instanceof HTMLInputElement && (control.type === 'checkbox' || control.type === 'radio')) {
      if (control.checked) list.push(control.value);
    } else if (control instanceof HTMLSelectElement && control.multiple) {
      list.push(...[...control.selectedOptions].map(option => option.value));
    } else {
      list.push(control.value);
    }
  }
  return values;
}

function restore(form: HTMLFormElement, draft: Draft): void {
  for (const control of controls(form)) {
    const kept = draft.values[control.name];
    if (!kept) continue;
    if (control instanceof HTMLInputElement && (control.type === 'checkbox' || control.type === 'radio')) {
      control.checked = kept.includes(control.value);
    } else if (control instanceof HTMLSelectElement && control.multiple) {
      for (const option of control.options) option.selected = kept.includes(option.value);
    } else if (kept[0] !== undefined) {
      control.value = kept[0];
    }
  }
}

function show(note: HTMLElement | null, savedAt: number): void {
  if (!note) return;
  const language = document.documentElement.lang;
  const time = new Date(savedAt);
  const clock = `${String(time.getHours()).padStart(2, '0')}:${String(time.getMinutes()).padStart(2, '0')}`;
  const text = note.querySelector('[data-draft-text]');
  if (text) text.textContent = (note.dataset.draftNote ?? '').replace('{0}', toReader(clock, language));
  note.hidden = false;
}
