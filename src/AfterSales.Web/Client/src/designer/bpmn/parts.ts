import { is } from 'bpmn-js/lib/util/ModelUtil';
import type { Element, ModdleElement } from 'designer-model';
import { attribute, property, subject } from './properties';
import { vocabulary, type Choice } from './vocabulary';

/** Something with an editor of its own that a step of the drawing uses. */
export interface Part {
  kind: 'form' | 'mail' | 'decision' | 'bpmn';
  name: string;
  /** As people call it. */
  title: string;
}

/** The input of a step that holds a plain text; an expression is known only when it runs. */
const input = (bo: ModdleElement, name: string): string | undefined => {
  const mapping = bo.extensionElements?.values?.find(value => value.$type === 'zeebe:IoMapping');
  const source = (mapping?.inputParameters as ModdleElement[] | undefined)?.find(parameter => parameter.target === name)?.source as string | undefined;
  const text = source?.match(/^="([^"\\]*)"$/)?.[1] ?? source;
  return text?.startsWith('=') ? undefined : text;
};

/** The forms, mails, decisions and workflows a step uses, as far as they are in the library. */
export function partsOf(element: Element): Part[] {
  const bo = subject(element);
  const parts: Part[] = [];
  const add = (kind: Part['kind'], name: string | undefined, known: Choice[]) => {
    const found = known.find(choice => choice.value === name);
    if (found) parts.push({ kind, name: found.value, title: found.name });
  };
  if (is(element, 'bpmn:UserTask') || is(element, 'bpmn:StartEvent')) add('form', attribute(bo, 'zeebe:FormDefinition', 'formId'), vocabulary().forms);
  if (is(element, 'bpmn:UserTask')) add('mail', property(bo, 'mail.template'), vocabulary().mails);
  else add('mail', input(bo, 'template'), vocabulary().mails);
  if (is(element, 'bpmn:BusinessRuleTask')) add('decision', attribute(bo, 'zeebe:CalledDecision', 'decisionId'), vocabulary().decisions);
  if (is(element, 'bpmn:CallActivity')) add('bpmn', attribute(bo, 'zeebe:CalledElement', 'processId'), vocabulary().workflows);
  return parts;
}

export const addressOf = (part: Part): string => `/designer/${part.kind}/${encodeURIComponent(part.name)}`;
