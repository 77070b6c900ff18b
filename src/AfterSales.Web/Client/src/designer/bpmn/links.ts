import { Group } from '@bpmn-io/properties-panel';
import { h } from '@bpmn-io/properties-panel/preact';
import type { Element } from 'designer-model';
import { go } from '../leave';
import { word } from '../settings';
import { addressOf, partsOf } from './parts';

/** The way from a step to the editors of what it uses: a group of the properties panel. */
export function linksGroup(element: Element) {
  const parts = partsOf(element);
  if (parts.length === 0) return undefined;
  return {
    id: 'as-links',
    label: word('panel.links'),
    component: Group,
    shouldOpen: true,
    entries: parts.map(part => ({
      id: `as-link-${part.kind}`,
      component: () =>
        h('div', { class: 'bio-properties-panel-entry', 'data-entry-id': `as-link-${part.kind}` },
          h('a', {
            class: 'aslink',
            href: addressOf(part),
            onClick: (event: Event) => {
              event.preventDefault();
              void go(addressOf(part));
            },
          }, h('span', null, word(`panel.open.${part.kind}`)), ' ', h('bdi', null, part.title))),
    })),
  };
}

/** An arrow out of a page; drawn here, since the drawing tool's own letters have none. Its words are the title of the button. */
const arrow =
  '<div class="entry" draggable="true"><svg aria-hidden="true" width="22" height="22" viewBox="0 0 24 24" fill="none" stroke="#22242a" stroke-width="2" stroke-linecap="round" stroke-linejoin="round"><path d="M12 6H6v12h12v-6M11 13l9-9M15 4h5v5"/></svg></div>';

interface ContextPad {
  registerProvider(priority: number, provider: unknown): void;
}

/** The same way from the step itself, among what is offered beside it. */
class PartLinks {
  static $inject = ['contextPad'];

  constructor(contextPad: ContextPad) {
    contextPad.registerProvider(90, {
      getContextPadEntries: (element: Element) => (entries: Record<string, unknown>) => ({
        ...entries,
        ...Object.fromEntries(
          partsOf(element).map(part => [
            `open-${part.kind}`,
            { group: 'edit', html: arrow, title: `${word(`panel.open.${part.kind}`)} ${part.title}`, action: { click: () => void go(addressOf(part)) } },
          ])),
      }),
    });
  }
}

export const linksModule = { __init__: ['partLinks'], partLinks: ['type', PartLinks] };
