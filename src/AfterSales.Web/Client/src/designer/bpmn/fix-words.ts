import { settings, word } from '../settings';
import type { Edit } from './fixes';

/** Properties as the panel calls them. */
const labels: Record<string, string> = {
  controlPoint: 'controlPoint',
  criterion: 'criterion',
  documents: 'documents',
  keyStep: 'keyStep',
  method: 'method',
  'name.fa': 'nameFa',
  'name.zh': 'nameZh',
  noEmergency: 'noEmergency',
  'noEmergency.reason': 'noEmergencyReason',
  ownerDepartment: 'owner',
  purpose: 'purpose',
  record: 'record',
  role: 'role',
  scope: 'scope',
  startKind: 'startKind',
  'step.role': 'stepRoleLabel',
};

/** A property as the panel calls it; its own name where the panel has none. */
export const labelOf = (name: string): string => (name in labels ? word(`panel.${labels[name]!}`) : name);

const valueOf = (name: string, value: string): string =>
  value === 'true' ? word('lint.yes') : value === 'false' ? word('lint.no') : name === 'step.role' ? word(`panel.stepRole.${value}`) : name === 'startKind' ? word(`panel.${value}`) : value;

/** What a fix does, in the words of the panel in which it could be done by hand; as the server says it where the panel knows no word for it. */
export function describeFix(fix: { kind: string; description: string; edits: Edit[] }): string {
  if (fix.kind !== 'set-property' || !fix.edits.every(edit => edit.name in labels)) return fix.description;
  return fix.edits
    .map(edit => (edit.value ? word('lint.put', labelOf(edit.name), valueOf(edit.name, edit.value)) : word('lint.fill', labelOf(edit.name))))
    .join(settings.language === 'zh' ? '；' : settings.language === 'fa' ? '؛ ' : '; ');
}
