import { usePropertiesPanelService } from '@bpmn-io/form-js-editor';
import { h } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { settings, word } from '../settings';
import { isTranslation, textsOf, translationOf, type Field } from './field';

type Edit = (field: Field, path: string[], value: unknown) => void;
interface Entry {
  id: string;
  component: (props: EntryProps) => unknown;
  field: Field;
  edit: Edit;
  label: string;
  name: string;
  language: string;
  isEdited: (input: HTMLInputElement | null) => boolean;
}
type EntryProps = Entry & { element: Field };
interface Group {
  id: string;
  label?: string;
  tooltip?: unknown;
  items?: { label: string }[];
  entries?: Entry[];
}
interface Panel {
  registerProvider(provider: unknown, priority: number): void;
}

/** The languages that the canvas does not show. */
const others = ['en', 'fa', 'zh'].filter(language => language !== settings.language);
const inWords: Record<string, string> = { en: 'panel.nameEn', fa: 'panel.nameFa', zh: 'panel.nameZh' };

/** One text in one other language. It is empty where nobody translated it: the file's English is read there then. */
function Translation({ id, field, edit, label, name, language }: EntryProps) {
  const debounce = usePropertiesPanelService<(edit: (value: string) => void) => (value: string) => void>('debounce');
  const property = translationOf(field, name, language);
  const stored = String(field.properties?.[property] ?? '');
  const [typed, type] = useState(stored);
  // By the time the typing rests the field may have changed otherwise, or another one may be chosen.
  const latest = useRef(field);
  latest.current = field;
  const [save] = useState(() => debounce((value: string) => {
    const { [property]: _, ...rest } = latest.current.properties ?? {};
    edit(latest.current, ['properties'], value ? { ...latest.current.properties, [property]: value } : rest);
  }));
  useEffect(() => type(stored), [stored]);
  return h('div', { class: 'bio-properties-panel-entry', 'data-entry-id': id },
    h('div', { class: 'bio-properties-panel-textfield' },
      h('label', { class: 'bio-properties-panel-label', for: `words-${id}` }, h('bdi', null, label), ` · ${word(inWords[language]!)}`),
      h('input', {
        class: 'bio-properties-panel-input', id: `words-${id}`, type: 'text', dir: 'auto', lang: language, value: typed, autocomplete: 'off',
        onInput: (event: Event) => {
          const { value } = event.currentTarget as HTMLInputElement;
          type(value);
          save(value);
        },
      })));
}

/** Gives the panel a place for what a field says in other languages, and takes these out of the list of properties for those who know files. */
class Languages {
  static $inject = ['propertiesPanel'];

  constructor(panel: Panel) {
    panel.registerProvider(this, 100);
  }

  getGroups(field: Field | undefined, edit: Edit) {
    return (groups: Group[]): Group[] => {
      if (!field) return groups;
      const own = groups.map(group => ({ ...group, items: group.id === 'custom-values' ? group.items?.filter(item => !isTranslation(item.label)) : group.items }));
      const entries = textsOf(field).filter(text => text.get()).flatMap(text =>
        others.map(language => ({
          id: `words-${field.id}-${text.name}-${language}`, component: Translation, field, edit, label: text.name.startsWith('values.') ? text.get()! : word(`form.text.${text.name}`), name: text.name, language,
          isEdited: (input: HTMLInputElement | null) => !!input?.value,
        })));
      if (entries.length === 0) return own;
      return [...own.slice(0, 1), { id: 'words', label: word('panel.names'), entries }, ...own.slice(1)];
    };
  }
}

export const languagesModule = { __init__: ['languages'], languages: ['type', Languages] };
