/** A parsed BPMN element, as far as names go. Extension elements are read without their own schema, as generic nodes. */
interface ModdleElement {
  $type: string;
  name?: string;
  extensionElements?: { values?: ModdleElement[] };
  $children?: ModdleElement[];
  value?: string;
  [key: string]: unknown;
}

export interface Definitions {
  rootElements?: ModdleElement[];
}

/** The elements that have names, each once. */
export function elementsOf<E extends { $type: string; [key: string]: unknown }>(definitions: { rootElements?: E[] }): E[] {
  const seen = new Set<E>();
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) {
      value.forEach(visit);
      return;
    }
    const element = value as E | null | undefined;
    if (typeof element?.$type !== 'string' || seen.has(element)) return;
    seen.add(element);
    for (const key of ['rootElements', 'flowElements', 'laneSets', 'lanes', 'childLaneSet', 'participants', 'artifacts', 'processRef', 'boundaryEvents'])
      visit(element[key]);
  };
  visit(definitions.rootElements);
  return [...seen];
}

/**
 * Puts the names of the reader's language in place of the names of the file, before anything is drawn. Only the
 * parsed copy changes, never the file.
 */
export function translateNames(definitions: Definitions, language: string): void {
  const processes = new Map<ModdleElement, string>();
  for (const element of elementsOf(definitions)) {
    const translated = nameOf(element, language);
    if (!translated) continue;
    element.name = translated;
    if (element.$type === 'bpmn:Process') processes.set(element, translated);
  }
  // A pool is named after its process where it has no translation of its own.
  for (const root of definitions.rootElements ?? [])
    for (const participant of (root.participants as ModdleElement[] | undefined) ?? []) {
      const name = processes.get(participant.processRef as ModdleElement);
      if (name && !nameOf(participant, language)) participant.name = name;
    }
}

function nameOf(element: ModdleElement, language: string): string | undefined {
  const wanted = `name.${language}`;
  for (const extension of element.extensionElements?.values ?? [])
    if (extension.$type.endsWith(':properties'))
      for (const property of extension.$children ?? []) if (property.name === wanted && property.value) return property.value;
  return undefined;
}
