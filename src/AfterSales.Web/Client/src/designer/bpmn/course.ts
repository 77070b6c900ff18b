import { CheckboxEntry, Group, SelectEntry, TextFieldEntry } from '@bpmn-io/properties-panel';
import { is } from 'bpmn-js/lib/util/ModelUtil';
import { useService } from 'bpmn-js-properties-panel';
import type { Element, ModdleElement } from 'designer-model';
import { word } from '../settings';
import { Writer, type CommandStack } from './properties';

// How a step goes where its symbol alone does not say it; what each means stands in docs/bpmn.md.

interface Factory {
  create(type: string, attributes: Record<string, unknown>): ModdleElement;
}
interface Entry {
  id: string;
  component: (props: { element: Element; id: string }) => unknown;
}

const writer = (element: Element): Writer => new Writer(element, useService<Factory>('bpmnFactory'), useService<CommandStack>('commandStack'));

/** A receive task or a gateway before events to which nothing leads may begin instances by itself. */
const begins: Entry = {
  id: 'as-begins',
  component: ({ element }) => {
    const write = writer(element);
    return CheckboxEntry({
      element, id: 'as-begins', label: word('panel.begins'), description: word('panel.beginsHint'),
      disabled: (element.incoming ?? []).some(flow => flow.type === 'bpmn:SequenceFlow') && !element.businessObject.instantiate,
      getValue: () => element.businessObject.instantiate === true,
      setValue: (value: boolean) => write.update(element.businessObject, { instantiate: value, ...(value ? {} : { eventGatewayType: undefined }) }).done(),
    });
  },
};

function choice(id: string, label: string, member: string, values: [string, string][]): Entry {
  return {
    id,
    component: ({ element }) => {
      const write = writer(element);
      return SelectEntry({
        element, id, label,
        getOptions: () => values.map(([value, name]) => ({ value, label: name })),
        getValue: () => (element.businessObject.get(member) as string | undefined) ?? values[0]![0],
        setValue: (value: string) => write.update(element.businessObject, { [member]: value }).done(),
      });
    },
  };
}

/** When a complex gateway goes on: an expression over how many tokens have come. */
const activation: Entry = {
  id: 'as-activation',
  component: ({ element }) => {
    const [write, factory] = [writer(element), useService<Factory>('bpmnFactory')];
    const current = () => ((element.businessObject.activationCondition as ModdleElement | undefined)?.body as string | undefined) ?? '';
    return TextFieldEntry({
      element, id: 'as-activation', label: word('panel.activation'), description: word('panel.activationHint'),
      debounce: useService('debounceInput'),
      getValue: current,
      setValue: (value: string | undefined) => {
        const typed = value?.trim() ?? '';
        const body = typed && !typed.startsWith('=') ? `=${typed}` : typed;
        if (body === current()) return;
        const condition = body ? factory.create('bpmn:FormalExpression', { body }) : undefined;
        if (condition) condition.$parent = element.businessObject;
        write.update(element.businessObject, { activationCondition: condition }).done();
      },
    });
  },
};

/** The group of the panel that says how a step goes; none where the symbol says all. */
export function courseGroup(element: Element): { id: string; label: string; component: unknown; shouldOpen: boolean; entries: Entry[] } | undefined {
  const entries: Entry[] = [];
  if (is(element, 'bpmn:ReceiveTask') || is(element, 'bpmn:EventBasedGateway')) entries.push(begins);
  if (is(element, 'bpmn:EventBasedGateway') && element.businessObject.instantiate)
    entries.push(choice('as-begins-by', word('panel.beginsBy'), 'eventGatewayType', [['Exclusive', word('panel.beginsByEach')], ['Parallel', word('panel.beginsByAll')]]));
  if (is(element, 'bpmn:ComplexGateway')) entries.push(activation);
  if (is(element, 'bpmn:AdHocSubProcess')) entries.push(choice('as-ordering', word('panel.ordering'), 'ordering', [['Parallel', word('panel.orderingParallel')], ['Sequential', word('panel.orderingSequential')]]));
  return entries.length > 0 ? { id: 'as-course', label: word('panel.course'), component: Group, shouldOpen: true, entries } : undefined;
}
