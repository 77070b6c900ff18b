// The drawing tool knows all of BPMN; the engine runs a part of it (docs/bpmn.md). What does not run is not offered. The server
// refuses it all the same where a file brings it along. That a step begins instances, or in which order steps go, is chosen in the panel.

type Entries = Record<string, { action?: unknown; group?: string; title?: string; className?: string }>;

const unsupported = /instantiate|parallel-event-based|(?:^|replace-with-|create-|append-)task$/i;

const keep = (id: string) => id.includes('template-') || !unsupported.test(id);

interface Registry {
  registerProvider(id: string, priority: number, provider: unknown): void;
}
interface Palette {
  registerProvider(priority: number, provider: unknown): void;
}
interface Create {
  start(event: Event, shape: unknown, context?: unknown): void;
}
interface AutoPlace {
  append(source: unknown, shape: unknown): void;
}
interface ElementFactory {
  createShape(attributes: Record<string, unknown>): unknown;
}

class SupportedElements {
  static $inject = ['popupMenu', 'palette', 'contextPad', 'create', 'elementFactory', 'autoPlace', 'translate'];

  constructor(
    popupMenu: Registry, palette: Palette, contextPad: Palette, create: Create, factory: ElementFactory, autoPlace: AutoPlace, translate: (text: string) => string,
  ) {
    // Registered with a low number, a provider comes last and sees what the others offer.
    for (const menu of ['bpmn-replace', 'bpmn-append', 'bpmn-create'])
      popupMenu.registerProvider(menu, 100, { getPopupMenuEntries: () => (entries: Entries) => Object.fromEntries(Object.entries(entries).filter(([id]) => keep(id))) });
    contextPad.registerProvider(100, {
      getContextPadEntries: (source: unknown) => (entries: Entries) => {
        const task = entries['append.append-task'];
        if (!task) return entries;
        const shape = () => factory.createShape({ type: 'bpmn:UserTask' });
        const action = { click: () => autoPlace.append(source, shape()), dragstart: (event: Event) => create.start(event, shape(), { source }) };
        return { ...entries, 'append.append-task': { ...task, className: 'bpmn-icon-user-task', title: translate('Append user task'), action } };
      },
    });
    palette.registerProvider(100, {
      getPaletteEntries: () => (entries: Entries) => {
        const { 'create.task': task, ...others } = entries;
        if (!task) return entries;
        // A task that says nothing about who does it cannot run: people begin with one that a person does.
        const start = (event: Event) => create.start(event, factory.createShape({ type: 'bpmn:UserTask' }));
        return { ...others, 'create.task': { ...task, className: 'bpmn-icon-user-task', title: translate('Create user task'), action: { dragstart: start, click: start } } };
      },
    });
  }
}

export const supportedModule = { __init__: ['supportedElements'], supportedElements: ['type', SupportedElements] };
