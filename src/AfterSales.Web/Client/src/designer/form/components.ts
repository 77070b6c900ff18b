import { translate } from '../translate';

interface New {
  [name: string]: unknown;
  values?: { label?: string }[];
}
interface Fields {
  _formFields: Record<string, { config: { name?: string; label?: string | null; create(options: New, isNew?: boolean): New } }>;
}

/**
 * Calls the components what the reader calls them: in the palette, where they are also searched by name, in the panel, and in what a new
 * field is called until somebody names it.
 */
function nameComponents(fields: Fields): void {
  for (const { config } of Object.values(fields._formFields)) {
    if (config.name) config.name = translate(config.name);
    if (config.label) config.label = translate(config.label);
    const create = config.create;
    config.create = (options, isNew) => {
      const field = create(options, isNew);
      for (const name of ['label', 'dateLabel', 'timeLabel', 'text']) {
        const text = field[name];
        if (typeof text === 'string' && options[name] === undefined) field[name] = text.replace(/[A-Za-z].*$/, words => translate(words));
      }
      if (field.values && !options.values) field.values = field.values.map(option => (option.label ? { ...option, label: translate(option.label) } : option));
      return field;
    };
  }
}
nameComponents.$inject = ['formFields'];

export const componentsModule = { __init__: [nameComponents] };
