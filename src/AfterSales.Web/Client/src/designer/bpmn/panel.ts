import { CheckboxEntry, Group, NumberFieldEntry, SelectEntry, TextAreaEntry, TextFieldEntry } from '@bpmn-io/properties-panel';
import { is } from 'bpmn-js/lib/util/ModelUtil';
import { useService } from 'bpmn-js-properties-panel';
import type { Element, ModdleElement } from 'designer-model';
import { settings, word } from '../settings';
import { drawClock } from './clock';
import { courseGroup } from './course';
import { readLimit, writeLimit, type Limit } from './limit';
import { linksGroup } from './links';
import { englishName } from './names';
import { attribute, property, subject, Writer, type CommandStack } from './properties';
import { translate } from '../translate';
import { vocabulary, type Choice } from './vocabulary';

// The panel in the words of process owners. What the engine does not read is not shown; FEEL is behind "expert".

interface PanelGroup {
  id: string;
  label?: string;
  component?: unknown;
  shouldOpen?: boolean;
  entries?: { id: string }[];
  tooltip?: unknown;
  translate?: unknown;
}
interface PanelEntry {
  id: string;
  component: (props: { element: Element; id: string }) => unknown;
  isEdited?: unknown;
}
interface EventBus {
  fire(event: string): void;
}
interface Panel {
  registerProvider(priority: number, provider: unknown): void;
}
interface Factory {
  create(type: string, attributes: Record<string, unknown>): ModdleElement;
}

/** Groups the engine does not read, or that stand in our own words elsewhere. */
const never = new Set(['Zeebe__TaskListeners', 'Zeebe__ExecutionListeners', 'businessId', 'jobPriorityDefinition', 'adHocSubProcessImplementation']);

/** Groups for those who know FEEL. */
const expert = new Set([
  'Zeebe__ExtensionProperties', 'headers', 'businessRuleImplementation', 'scriptImplementation', 'userTaskImplementation', 'assignmentDefinition', 'form', 'inputs', 'outputs',
  'taskDefinition', 'inputPropagation', 'outputPropagation', 'multiInstance', 'timer', 'message', 'signal', 'escalation', 'adHocCompletion', 'activeElements',
]);
/** What an event is about is no matter for experts: it has to be named. */
const named = new Set(['message', 'signal', 'escalation']);
const hiddenEntries = new Set(['versionTag', 'isExecutable', 'bindingType', 'priorityDefinitionPriority', 'taskScheduleFollowUpDate']);

let isExpert = false;

/** Shows or hides what is written in expressions. */
export function toggleExpert(eventBus: EventBus): boolean {
  isExpert = !isExpert;
  eventBus.fire('propertiesPanel.providersChanged');
  return isExpert;
}

const writer = (element: Element): Writer => new Writer(element, useService<Factory>('bpmnFactory'), useService<CommandStack>('commandStack'));

const option = (choice: Choice) => ({ value: choice.value, label: choice.name === choice.value ? choice.value : `${choice.name} (${choice.value})` });
const none = () => ({ value: '', label: word('panel.none') });

function text(id: string, label: string, name: string, long = false): PanelEntry {
  return {
    id,
    component: ({ element }) => {
      const write = writer(element);
      return (long ? TextAreaEntry : TextFieldEntry)({
        element, id, label,
        debounce: useService('debounceInput'),
        getValue: () => property(subject(element), name) ?? '',
        setValue: (value: string | undefined) => write.property(name, value).done(),
      });
    },
  };
}

function pick(id: string, label: string, name: string, choices: () => { value: string; label: string }[]): PanelEntry {
  return {
    id,
    component: ({ element }) => {
      const write = writer(element);
      return SelectEntry({
        element, id, label,
        getOptions: choices,
        getValue: () => property(subject(element), name) ?? '',
        setValue: (value: string) => write.property(name, value || undefined).done(),
      });
    },
  };
}

function check(id: string, label: string, name: string, off?: string): PanelEntry {
  return {
    id,
    component: ({ element }) => {
      const write = writer(element);
      return CheckboxEntry({
        element, id, label,
        getValue: () => property(subject(element), name) === 'true',
        setValue: (value: boolean) => write.property(name, value ? 'true' : off).done(),
      });
    },
  };
}

/** The timer of a timer event that waits for a moment. */
const timer = (element: Element): ModdleElement | undefined => {
  const definition = element.businessObject.eventDefinitions?.find(each => each.$type === 'bpmn:TimerEventDefinition');
  return definition && !definition.timeDuration && !definition.timeCycle ? definition : undefined;
};

const limitExpression = (element: Element): string | undefined =>
  is(element, 'bpmn:UserTask') ? attribute(subject(element), 'zeebe:TaskSchedule', 'dueDate') : ((timer(element)?.timeDate as ModdleElement | undefined)?.body as string | undefined);

function setLimit(element: Element, write: Writer, factory: Factory, stack: CommandStack, expression: string | undefined): void {
  if (limitExpression(element) === expression) return;
  if (!is(element, 'bpmn:UserTask')) {
    const definition = timer(element)!;
    const body = expression ? factory.create('bpmn:FormalExpression', { body: expression }) : undefined;
    if (body) body.$parent = definition;
    write.update(definition, { timeDate: body }).done();
    return;
  }
  const before = limitExpression(element);
  write.attribute('zeebe:TaskSchedule', 'dueDate', expression).done();
  // A clock that is drawn on the task goes by the same limit.
  for (const clock of element.attachers ?? [])
    if (expression && before && limitExpression(clock) === before) setLimit(clock, new Writer(clock, factory, stack), factory, stack, expression);
}

const fresh: Limit = { amount: 1, unit: 'days', from: 'now' };

function limitEntries(element: Element): PanelEntry[] {
  const own = limitExpression(element);
  const limit = readLimit(own);
  const change = (part: Partial<Limit> | undefined) => {
    const [factory, stack, write] = [useService<Factory>('bpmnFactory'), useService<CommandStack>('commandStack'), writer(element)];
    return (value: Partial<Limit> | undefined) => setLimit(element, write, factory, stack, value === undefined ? undefined : writeLimit({ ...(limit ?? fresh), ...part, ...value }));
  };
  if (own && !limit)
    return [
      {
        id: 'as-limit-expression',
        component: () => {
          const set = ((factory: Factory, stack: CommandStack, write: Writer) => (value: string | undefined) => setLimit(element, write, factory, stack, value))(
            useService('bpmnFactory'), useService('commandStack'), writer(element));
          return TextAreaEntry({ element, id: 'as-limit-expression', label: word('panel.limitExpression'), description: word('panel.limitExpressionHint'), debounce: useService('debounceInput'), getValue: () => own, setValue: set });
        },
      },
    ];
  return [
    {
      id: 'as-limit-amount',
      component: () => {
        const set = change({});
        return NumberFieldEntry({
          element, id: 'as-limit-amount', label: word('panel.limit'), min: 1, max: 999, step: 1,
          debounce: useService('debounceInput'),
          getValue: () => limit?.amount,
          setValue: (value: number | undefined) => set(value && value > 0 ? { amount: Math.round(value) } : undefined),
        });
      },
    },
    {
      id: 'as-limit-unit',
      component: () => {
        const set = change({});
        return SelectEntry({
          element, id: 'as-limit-unit', label: word('panel.unit'),
          getOptions: () => [{ value: 'days', label: word('panel.days') }, { value: 'hours', label: word('panel.hours') }],
          getValue: () => limit?.unit ?? 'days',
          setValue: (value: 'days' | 'hours') => set({ unit: value }),
        });
      },
    },
    {
      id: 'as-limit-from',
      component: () => {
        const set = change({});
        return SelectEntry({
          element, id: 'as-limit-from', label: word('panel.from'),
          getOptions: () => [{ value: 'now', label: word('panel.fromNow') }, { value: 'received', label: word('panel.fromReceived') }],
          getValue: () => limit?.from ?? 'now',
          setValue: (value: 'now' | 'received') => set({ from: value }),
        });
      },
    },
  ];
}

function deadline(element: Element): PanelGroup | undefined {
  const isTask = is(element, 'bpmn:UserTask');
  if (!isTask && !timer(element)) return undefined;
  const entries: PanelEntry[] = limitEntries(element);
  if (isTask) {
    entries.push(
      pick('as-policy', word('panel.policy'), 'escalation.policy', () => [{ value: '', label: word('panel.policyStandard') }, ...vocabulary().policies.filter(policy => policy.value !== 'standard').map(option)]),
      check('as-urgent', word('panel.urgent'), 'urgent'),
      pick('as-waiting', word('panel.waitingFor'), 'waiting.for', () => [none(), { value: 'customer', label: word('panel.customer') }, { value: 'part', label: word('panel.part') }]),
      {
        id: 'as-clock',
        component: ({ element: task }) => {
          const [modeler, expression] = [useService<{ get<T>(name: string): T }>('injector'), limitExpression(task)];
          const drawn = (task.attachers ?? []).some(event => timer(event));
          return CheckboxEntry({
            element: task, id: 'as-clock', label: word('panel.drawClock'), description: word('panel.drawClockHint'),
            disabled: drawn || !expression,
            getValue: () => drawn,
            setValue: (value: boolean) => value && expression && drawClock(modeler, task, expression),
          });
        },
      },
    );
  } else entries.push(text('as-clock-name', word('panel.clockName'), 'clock.name'));
  return { id: 'as-deadline', label: word('panel.deadline'), component: Group, shouldOpen: true, entries };
}

function formGroup(element: Element): PanelGroup | undefined {
  if (!is(element, 'bpmn:UserTask')) return undefined;
  const form: PanelEntry = {
    id: 'as-form',
    component: ({ element: task }) => {
      const write = writer(task);
      const current = attribute(subject(task), 'zeebe:FormDefinition', 'formId');
      return SelectEntry({
        element: task, id: 'as-form', label: word('panel.form'),
        description: current ? word('panel.formHint', current) : undefined,
        getOptions: () => [none(), ...vocabulary().forms.map(option)],
        getValue: () => current ?? '',
        setValue: (value: string) => write.attribute('zeebe:FormDefinition', 'formId', value || undefined).done(),
      });
    },
  };
  const mail = pick('as-mail', word('panel.mail'), 'mail.template', () => [{ value: '', label: word('panel.mailStandard') }, ...vocabulary().mails.map(option)]);
  return { id: 'as-work', label: word('panel.work'), component: Group, shouldOpen: true, entries: [form, mail] };
}

function namesGroup(element: Element): PanelGroup | undefined {
  if (is(element, 'bpmn:Collaboration') || element.labelTarget) return undefined;
  const entries = [text('as-name-fa', word('panel.nameFa'), 'name.fa'), text('as-name-zh', word('panel.nameZh'), 'name.zh')];
  if (settings.language !== 'en') entries.unshift(text('as-name-en', word('panel.nameEn'), englishName));
  if (is(element, 'bpmn:UserTask')) entries.push(text('as-doc-fa', word('panel.documentationFa'), 'documentation.fa', true), text('as-doc-zh', word('panel.documentationZh'), 'documentation.zh', true));
  return { id: 'as-names', label: word('panel.names'), component: Group, entries };
}

function controlGroup(element: Element): PanelGroup | undefined {
  const bo = subject(element);
  const entries: PanelEntry[] = [];
  const roles = () => [none(), ...vocabulary().roles.map(option)];
  if (bo.$type === 'bpmn:Process')
    entries.push(text('as-purpose', word('panel.purpose'), 'purpose', true), text('as-scope', word('panel.scope'), 'scope', true), pick('as-owner', word('panel.owner'), 'ownerDepartment', roles),
      check('as-no-emergency', word('panel.noEmergency'), 'noEmergency'), text('as-no-emergency-reason', word('panel.noEmergencyReason'), 'noEmergency.reason'));
  if (is(element, 'bpmn:Lane')) entries.push(pick('as-role', word('panel.role'), 'role', roles));
  if (is(element, 'bpmn:StartEvent')) entries.push(pick('as-start-kind', word('panel.startKind'), 'startKind', () => [none(), { value: 'passive', label: word('panel.passive') }, { value: 'active', label: word('panel.active') }]));
  if (is(element, 'bpmn:Task') || is(element, 'bpmn:CallActivity')) {
    entries.push(check('as-key-step', word('panel.keyStep'), 'keyStep'), check('as-control-point', word('panel.controlPoint'), 'controlPoint', 'false'));
    if (property(bo, 'keyStep') === 'true' || property(bo, 'controlPoint') === 'true')
      entries.push(pick('as-step-role', word('panel.stepRoleLabel'), 'step.role', () => [none(), ...['business', 'monitor', 'control'].map(value => ({ value, label: word(`panel.stepRole.${value}`) }))]),
        text('as-criterion', word('panel.criterion'), 'criterion'), text('as-method', word('panel.method'), 'method'), text('as-documents', word('panel.documents'), 'documents'), text('as-record', word('panel.record'), 'record'));
  }
  return entries.length > 0 ? { id: 'as-control', label: word('panel.control'), component: Group, entries } : undefined;
}

class DesignerPanel {
  static $inject = ['propertiesPanel'];

  constructor(panel: Panel) {
    panel.registerProvider(100, this);
  }

  getGroups(element: Element) {
    return (groups: PanelGroup[]): PanelGroup[] => {
      const shown = groups
        .filter(group => !never.has(group.id) && (isExpert || !expert.has(group.id) || (named.has(group.id) && is(element, 'bpmn:Event')) || (group.id === 'timer' && !timer(element))))
        .map(group => (group.entries ? { ...group, entries: group.entries.filter(entry => !hiddenEntries.has(entry.id) && (isExpert || entry.id !== 'taskScheduleDueDate')) } : group));
      const own = [formGroup(element), linksGroup(element), courseGroup(element), deadline(element), controlGroup(element), namesGroup(element)].filter(group => group !== undefined);
      const all = [...shown.slice(0, 1), ...own, ...shown.slice(1)];
      // What explains a group tells of another product's pages, in English: of use to those who read it.
      return settings.language === 'en' ? all : all.map(group => ({ ...group, tooltip: undefined, translate }));
    };
  }
}

export const panelModule = { __init__: ['designerPanel'], designerPanel: ['type', DesignerPanel] };
