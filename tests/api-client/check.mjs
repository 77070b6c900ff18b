// Walks the engine's REST API with the public client library; every request and response is validated strictly by
// the client's own schemas. Prints one line per step and exits with 1 at the first step that does not hold.
//   node check.mjs <address> <user> <password>
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import createCamundaClient from '@camunda8/orchestration-cluster-api';

const [address, user, password] = process.argv.slice(2);
const client = (credentials) => createCamundaClient({
  config: {
    CAMUNDA_REST_ADDRESS: address,
    CAMUNDA_AUTH_STRATEGY: 'BASIC',
    CAMUNDA_BASIC_AUTH_USERNAME: credentials.user,
    CAMUNDA_BASIC_AUTH_PASSWORD: credentials.password,
    CAMUNDA_SDK_VALIDATION: 'req:strict,res:strict',
    CAMUNDA_SDK_LOG_LEVEL: 'error',
  },
});
const api = client({ user, password });
const file = (name) => fileURLToPath(new URL(name, import.meta.url));
const once = { consistency: { waitUpToMs: 0 } };
/** Job handling, message correlation and children are applied by the engine in the background: wait for the effect. */
const until = { consistency: { waitUpToMs: 15000, pollIntervalMs: 50 } };
const untilFound = { consistency: { waitUpToMs: 15000, pollIntervalMs: 50, predicate: (page) => page.items.length > 0 } };
const refused = async (promise, status) => {
  const error = await promise.then(() => assert.fail('the call should have been refused'), (e) => e);
  assert.equal(error.status ?? error.response?.status, status, `expected ${status}: ${error.message}`);
};

let done = 0;
const step = async (name, body) => {
  try {
    const result = await body();
    done++;
    console.log(`ok ${done} ${name}`);
    return result;
  } catch (e) {
    console.log(`not ok ${done + 1} ${name}`);
    console.error(e);
    process.exit(1);
  }
};

await step('topology', async () => {
  const topology = await api.getTopology();
  assert.ok(topology.brokers.length >= 1);
});

await step('a wrong password is refused', () =>
  refused(client({ user, password: 'wrong-' + password }).getTopology(), 401));

const deployed = await step('deploy a process and its form', async () => {
  const result = await api.deployResourcesFromFiles([file('steps.bpmn'), file('confirm.form')]);
  assert.equal(result.processes[0].processDefinitionId, 'client-check');
  assert.equal(result.forms[0].formId, 'client-check-form');
  return result;
});
const definitionKey = deployed.processes[0].processDefinitionKey;

await step('deploying the same again makes no new version', async () => {
  const again = await api.deployResourcesFromFiles([file('steps.bpmn'), file('confirm.form')]);
  assert.equal(again.processes[0].processDefinitionKey, definitionKey);
});

await step('a broken process is refused', () =>
  refused(api.createDeployment({ resources: [new File(['<bpmn:definitions'], 'broken.bpmn')] }), 400));

await step('process definitions: search, get, xml', async () => {
  const found = await api.searchProcessDefinitions(
    { filter: { processDefinitionId: 'client-check', isLatestVersion: true }, sort: [{ field: 'version', order: 'DESC' }] }, untilFound);
  assert.equal(found.items[0].processDefinitionKey, definitionKey);
  const one = await api.getProcessDefinition({ processDefinitionKey: definitionKey }, until);
  assert.equal(one.name, 'Client check');
  const xml = await api.getProcessDefinitionXml({ processDefinitionKey: definitionKey }, until);
  assert.match(typeof xml === 'string' ? xml : JSON.stringify(xml), /client-check-pick/);
});

const order = `order-${process.pid}-${Date.now()}`;
const instance = await step('create a process instance', async () => {
  const created = await api.createProcessInstance({ processDefinitionId: deployed.processes[0].processDefinitionId, variables: { order, amount: 2 } });
  assert.equal(created.processDefinitionKey, definitionKey);
  return created.processInstanceKey;
});

await step('process instances: get and search', async () => {
  const one = await api.getProcessInstance({ processInstanceKey: instance }, until);
  assert.equal(one.state, 'ACTIVE');
  const found = await api.searchProcessInstances(
    { filter: { processInstanceKey: instance, state: { $in: ['ACTIVE'] } }, page: { from: 0, limit: 10 } }, untilFound);
  assert.equal(found.page.totalItems, 1);
});

const activate = async () => {
  for (let i = 0; i < 200; i++) {
    const { jobs } = await api.activateJobs({ type: 'client-check-pick', worker: 'check', timeout: 60000, maxJobsToActivate: 5, requestTimeout: 1000 });
    const mine = jobs.find((job) => job.processInstanceKey === instance);
    if (mine) return mine;
  }
  return assert.fail('no job came');
};

await step('jobs: activate, fail, incident, resolve', async () => {
  const first = await activate();
  assert.equal(first.customHeaders.shelf, 'A');
  assert.equal(first.variables.order, order);
  await api.failJob({ jobKey: first.jobKey, retries: 0, errorMessage: 'The shelf is empty.' });
  const incidents = await api.searchIncidents({ filter: { processInstanceKey: instance, state: 'ACTIVE' } }, untilFound);
  assert.equal(incidents.items[0].errorType, 'JOB_NO_RETRIES');
  const incident = await api.getIncident({ incidentKey: incidents.items[0].incidentKey }, until);
  assert.match(incident.errorMessage, /shelf is empty/);
  await api.updateJob({ jobKey: first.jobKey, changeset: { retries: 1 } });
  await api.resolveIncident({ incidentKey: incident.incidentKey });
});

await step('jobs: search and complete', async () => {
  const job = await activate();
  const found = await api.searchJobs({ filter: { processInstanceKey: instance } }, untilFound);
  assert.equal(found.items[0].jobKey, job.jobKey);
  await api.completeJob({ jobKey: job.jobKey, variables: { shelf: 'B' } });
  await refused(api.completeJob({ jobKey: job.jobKey }), 404);
});

await step('messages: publish', () =>
  api.publishMessage({ name: 'part-arrived', correlationKey: order, timeToLive: 60000, variables: { serial: 'HL-0042' } }));

const task = await step('user tasks: search, get, form', async () => {
  const found = await api.searchUserTasks({ filter: { processInstanceKey: instance, state: 'CREATED' } }, untilFound);
  const key = found.items[0].userTaskKey;
  assert.deepEqual(found.items[0].candidateGroups, ['warehouse']);
  assert.ok(found.items[0].dueDate);
  const one = await api.getUserTask({ userTaskKey: key }, until);
  assert.equal(one.name, 'Confirm the part');
  const form = await api.getUserTaskForm({ userTaskKey: key }, until);
  assert.equal(form.formId, 'client-check-form');
  return key;
});

await step('user tasks: assign, refuse a second assignment, unassign, update', async () => {
  await api.assignUserTask({ userTaskKey: task, assignee: 'demo', allowOverride: false });
  await refused(api.assignUserTask({ userTaskKey: task, assignee: 'other', allowOverride: false }), 409);
  await api.unassignUserTask({ userTaskKey: task });
  await api.updateUserTask({ userTaskKey: task, changeset: { priority: 80 } });
  const one = await api.getUserTask({ userTaskKey: task }, once);
  assert.equal(one.priority, 80);
  assert.equal(one.assignee, null);
});

await step('variables: search and get', async () => {
  const found = await api.searchVariables({ filter: { processInstanceKey: instance, name: { $in: ['shelf', 'serial'] } }, sort: [{ field: 'name', order: 'ASC' }] }, untilFound);
  assert.deepEqual(found.items.map((v) => [v.name, v.value]), [['serial', '"HL-0042"'], ['shelf', '"B"']]);
  const one = await api.getVariable({ variableKey: found.items[0].variableKey }, until);
  assert.equal(one.value, '"HL-0042"');
});

await step('user tasks: complete once', async () => {
  await api.completeUserTask({ userTaskKey: task, variables: { confirmed: true } });
  await refused(api.completeUserTask({ userTaskKey: task }), 409);
});

await step('user tasks: who did what', async () => {
  const all = await api.searchUserTaskAuditLogs({ userTaskKey: task, sort: [{ field: 'auditLogKey', order: 'ASC' }] }, untilFound);
  assert.deepEqual(all.items.map((line) => line.operationType).sort(), ['ASSIGN', 'COMPLETE', 'UNASSIGN', 'UPDATE'], 'what was refused is not among them');
  for (const line of all.items)
    assert.deepEqual([line.entityType, line.userTaskKey, line.processInstanceKey, line.actorId, line.result], ['USER_TASK', task, instance, user, 'SUCCESS']);
  assert.equal(all.items.find((line) => line.operationType === 'ASSIGN').relatedEntityKey, 'demo');
  const some = await api.searchUserTaskAuditLogs({ userTaskKey: task, filter: { operationType: { $in: ['ASSIGN', 'UPDATE'] }, actorId: user, actorType: 'USER' }, sort: [{ field: 'timestamp', order: 'DESC' }], page: { limit: 1 } }, once);
  assert.deepEqual([some.items.length, some.page.totalItems], [1, 2]);
  assert.equal((await api.searchUserTaskAuditLogs({ userTaskKey: task, filter: { timestamp: { $gt: all.items.map((line) => line.timestamp).sort()[3] } } }, once)).items.length, 0);
  await refused(api.searchUserTaskAuditLogs({ userTaskKey: '1' }, once), 404);
});

await step('the instance has completed', async () => {
  const one = await api.getProcessInstance({ processInstanceKey: instance }, until);
  assert.equal(one.state, 'COMPLETED');
  const elements = await api.searchElementInstances({ filter: { processInstanceKey: instance, type: 'USER_TASK' } }, untilFound);
  assert.equal(elements.items[0].state, 'COMPLETED');
});

await step('jobs: throw an error that the process catches', async () => {
  const other = await api.createProcessInstance({ processDefinitionKey: definitionKey, variables: { order: order + '-2' } });
  let job;
  for (let i = 0; i < 200 && !job; i++)
    job = (await api.activateJobs({ type: 'client-check-pick', timeout: 60000, maxJobsToActivate: 5 })).jobs.find((j) => j.processInstanceKey === other.processInstanceKey);
  await api.throwJobError({ jobKey: job.jobKey, errorCode: 'NO_STOCK', errorMessage: 'None left.' });
  const one = await api.getProcessInstance({ processInstanceKey: other.processInstanceKey }, until);
  assert.equal(one.state, 'COMPLETED');
});

await step('process instances: cancel', async () => {
  const other = await api.createProcessInstance({ processDefinitionKey: definitionKey, variables: { order: order + '-3' } });
  await api.cancelProcessInstance({ processInstanceKey: other.processInstanceKey });
  const one = await api.getProcessInstance({ processInstanceKey: other.processInstanceKey }, until);
  assert.equal(one.state, 'TERMINATED');
  await refused(api.cancelProcessInstance({ processInstanceKey: other.processInstanceKey }), 404);
});

await step('decisions and expressions outside any process', async () => {
  const marks = { speed: '5', solution: '4', attitude: '3' };
  const rated = await api.evaluateDecision({ decisionDefinitionId: 'satisfaction-rating', variables: marks });
  assert.equal(rated.failureMessage, null);
  assert.deepEqual(rated.evaluatedDecisions.map((one) => [one.decisionDefinitionId, one.decisionDefinitionType]), [['satisfaction-score', 'LITERAL_EXPRESSION'], ['satisfaction-rating', 'DECISION_TABLE']]);
  assert.equal(rated.evaluatedDecisions[0].output, '80');
  assert.equal(rated.evaluatedDecisions[1].matchedRules.length, 1);
  assert.equal((await api.evaluateDecision({ decisionDefinitionKey: rated.decisionDefinitionKey, variables: marks })).output, rated.output);
  await refused(api.evaluateDecision({ decisionDefinitionId: 'nobody-decides' }), 404);
  const sum = await api.evaluateExpression({ expression: '=sum(prices) + shipping', variables: { prices: [1, 2], shipping: 0.5 } });
  assert.equal(sum.result, 3.5);
  assert.ok((await api.evaluateExpression({ expression: '=nothing + 1' })).warnings.length > 0, 'an unknown name is told');
  await refused(api.evaluateExpression({ expression: '=1 +' }), 400);
});

await step('signals and ad-hoc activities', async () => {
  const [waiting] = (await api.deployResourcesFromFiles([file('recall.bpmn')])).processes;
  const other = await api.createProcessInstance({ processDefinitionKey: waiting.processDefinitionKey });
  const key = other.processInstanceKey;
  const some = (await api.searchElementInstances({ filter: { processInstanceKey: key, type: 'AD_HOC_SUB_PROCESS' } }, untilFound)).items[0];
  await refused(api.activateAdHocSubProcessActivities({ adHocSubProcessInstanceKey: some.elementInstanceKey, elements: [{ elementId: 'nobody' }] }), 409);
  await api.activateAdHocSubProcessActivities({ adHocSubProcessInstanceKey: some.elementInstanceKey, elements: [{ elementId: 'recalled', variables: { by: 'check' } }] });
  await api.searchElementInstances({ filter: { processInstanceKey: key, elementId: 'recalled' } }, untilFound);
  const signal = await api.broadcastSignal({ signalName: 'client-check-recall', variables: { lot: 'L-7' } });
  assert.match(signal.signalKey, /^[0-9]+$/);
  await api.searchProcessInstances({ filter: { processInstanceKey: key, state: 'COMPLETED' } }, untilFound);
  const lots = await api.searchVariables({ filter: { processInstanceKey: key, name: 'lot' } }, untilFound);
  assert.equal(lots.items[0].value, '"L-7"');
  const elements = await api.searchElementInstances({ filter: { processInstanceKey: key, type: 'SUB_PROCESS' } }, untilFound);
  assert.equal(elements.items[0].elementId, 'deal');
});

// Each of these begins an instance of the first version and takes it to the task, where the operation meets it.
const atTask = async (suffix) => {
  const { processInstanceKey } = await api.createProcessInstance({ processDefinitionKey: definitionKey, variables: { order: order + suffix } });
  await api.modifyProcessInstance({
    processInstanceKey,
    activateInstructions: [{ elementId: 'confirm', variableInstructions: [{ variables: { by: 'hand' } }, { variables: { mine: 1 }, scopeId: 'confirm' }] }],
    terminateInstructions: [{ elementId: 'pick' }],
  });
  return processInstanceKey;
};
const taskOf = async (processInstanceKey) => (await api.searchUserTasks({ filter: { processInstanceKey, state: 'CREATED' } }, untilFound)).items[0];

const moved = await step('modification: activate, terminate, set variables, move', async () => {
  const key = await atTask('-m');
  const values = await api.searchVariables({ filter: { processInstanceKey: key, name: { $in: ['by', 'mine'] } } }, untilFound);
  assert.deepEqual(values.items.map((v) => [v.name, v.scopeKey === key]).sort(), [['by', true], ['mine', false]]);
  await api.modifyProcessInstance({
    processInstanceKey: key,
    moveInstructions: [{ sourceElementInstruction: { sourceType: 'byId', sourceElementId: 'confirm' }, targetElementId: 'arrived', ancestorScopeInstruction: { ancestorScopeType: 'sourceParent' } }],
  });
  await refused(api.modifyProcessInstance({ processInstanceKey: key, terminateInstructions: [{ elementId: 'confirm' }] }), 409);
  return key;
});

await step('messages: subscriptions and correlation', async () => {
  const found = await api.searchMessageSubscriptions({ filter: { processInstanceKey: moved } }, untilFound);
  assert.equal(found.items[0].messageName, 'part-arrived');
  const correlated = await api.correlateMessage({ name: 'part-arrived', correlationKey: order + '-m', variables: { serial: 'HL-1' } });
  assert.equal(correlated.processInstanceKey, moved);
  await refused(api.correlateMessage({ name: 'part-arrived', correlationKey: 'nobody' }), 404);
  assert.equal((await taskOf(moved)).elementId, 'confirm');
});

const newVersion = await step('deploy a second version', async () => {
  const text = readFileSync(file('steps.bpmn'), 'utf8').replaceAll('"confirm"', '"approve"').replaceAll('Confirm the part', 'Approve the part');
  const deployment = await api.createDeployment({ resources: [new File([text], 'steps.bpmn')] });
  assert.equal(deployment.processes[0].processDefinitionVersion, 2);
  return deployment.processes[0].processDefinitionKey;
});

await step('migration: refused with all reasons, then the task goes on under its new name', async () => {
  const before = await taskOf(moved);
  const plan = { processInstanceKey: moved, targetProcessDefinitionKey: newVersion };
  await refused(api.migrateProcessInstance({ ...plan, mappingInstructions: [] }), 409);
  await refused(api.migrateProcessInstance({ ...plan, mappingInstructions: [{ sourceElementId: 'confirm', targetElementId: 'nowhere' }] }), 400);
  await api.migrateProcessInstance({ ...plan, mappingInstructions: [{ sourceElementId: 'confirm', targetElementId: 'approve' }] });
  const after = await taskOf(moved);
  assert.deepEqual([after.userTaskKey, after.elementId, after.name, after.processDefinitionVersion], [before.userTaskKey, 'approve', 'Approve the part', 2]);
  await api.completeUserTask({ userTaskKey: after.userTaskKey, variables: { confirmed: true } });
  assert.equal((await api.getProcessInstance({ processInstanceKey: moved }, once)).state, 'COMPLETED');
});

await step('suspension and resumption', async () => {
  const key = await atTask('-s');
  const post = (what) => fetch(`${address}/v2/process-instances/${key}/${what}`, { method: 'POST', headers: { authorization: 'Basic ' + Buffer.from(`${user}:${password}`).toString('base64') } });
  assert.equal((await post('suspension')).status, 204);
  await refused(api.completeUserTask({ userTaskKey: (await taskOf(key)).userTaskKey, variables: { confirmed: true } }), 409);
  assert.equal((await post('suspension')).status, 409);
  assert.equal((await post('resumption')).status, 204);
  await api.completeUserTask({ userTaskKey: (await taskOf(key)).userTaskKey, variables: { confirmed: true } });
});

const ended = { consistency: { waitUpToMs: 15000, pollIntervalMs: 50, predicate: (batch) => batch.state === 'COMPLETED' } };
await step('batches: suspension and resumption, told as modification', async () => {
  const keys = await Promise.all(['-s1', '-s2'].map(atTask));
  const post = async (what) => (await fetch(`${address}/v2/process-instances/${what}`, {
    method: 'POST',
    headers: { authorization: 'Basic ' + Buffer.from(`${user}:${password}`).toString('base64'), 'content-type': 'application/json' },
    body: JSON.stringify({ filter: { processInstanceKey: { $in: keys } }, reason: 'recall' }),
  })).json();
  for (const [what, status] of [['suspension', 409], ['resumption', 204]]) {
    const begun = await post(what);
    assert.equal(begun.batchOperationType, 'MODIFY_PROCESS_INSTANCE');
    const done = await api.getBatchOperation({ batchOperationKey: begun.batchOperationKey }, ended);
    assert.deepEqual([done.operationsTotalCount, done.operationsCompletedCount], [2, 2]);
    assert.equal((await api.searchBatchOperationItems({ filter: { batchOperationKey: begun.batchOperationKey, operationType: 'MODIFY_PROCESS_INSTANCE' } }, untilFound)).items.length, 2);
    for (const key of keys) {
      const completion = api.completeUserTask({ userTaskKey: (await taskOf(key)).userTaskKey, variables: { confirmed: true } });
      await (status === 409 ? refused(completion, 409) : completion);
    }
  }
});

await step('batches: modify, migrate, resolve, cancel; items, search, hold and resume', async () => {
  const keys = await Promise.all(['-b1', '-b2'].map(atTask));
  const filter = { processInstanceKey: { $in: keys } };
  const run = async (promise, type) => {
    const created = await promise;
    assert.equal(created.batchOperationType, type);
    return api.getBatchOperation({ batchOperationKey: created.batchOperationKey }, ended);
  };
  const modified = await run(api.modifyProcessInstancesBatchOperation({ filter, moveInstructions: [{ sourceElementId: 'confirm', targetElementId: 'arrived' }] }), 'MODIFY_PROCESS_INSTANCE');
  assert.deepEqual([modified.operationsTotalCount, modified.operationsCompletedCount, modified.actorId], [2, 2, user]);
  const migrated = await run(api.migrateProcessInstancesBatchOperation({
    filter, migrationPlan: { targetProcessDefinitionKey: newVersion, mappingInstructions: [{ sourceElementId: 'arrived', targetElementId: 'arrived' }] },
  }), 'MIGRATE_PROCESS_INSTANCE');
  assert.equal(migrated.operationsCompletedCount, 2);
  await run(api.resolveIncidentsBatchOperation({ filter }), 'RESOLVE_INCIDENT');
  assert.equal((await api.resolveProcessInstanceIncidents({ processInstanceKey: keys[0] })).batchOperationType, 'RESOLVE_INCIDENT');
  const failed = await run(api.modifyProcessInstancesBatchOperation({ filter, moveInstructions: [{ sourceElementId: 'approve', targetElementId: 'arrived' }] }), 'MODIFY_PROCESS_INSTANCE');
  assert.equal(failed.operationsFailedCount, 2);
  const items = await api.searchBatchOperationItems({ filter: { batchOperationKey: failed.batchOperationKey, state: 'FAILED' } }, untilFound);
  assert.match(items.items[0].errorMessage, /to be active/);
  const cancelled = await run(api.cancelProcessInstancesBatchOperation({ filter }), 'CANCEL_PROCESS_INSTANCE');
  assert.equal(cancelled.operationsCompletedCount, 2);
  const found = await api.searchBatchOperations({ filter: { operationType: 'MIGRATE_PROCESS_INSTANCE' }, sort: [{ field: 'startDate', order: 'DESC' }] }, untilFound);
  assert.equal(found.items[0].batchOperationKey, migrated.batchOperationKey);
  await refused(api.suspendBatchOperation({ batchOperationKey: migrated.batchOperationKey }, once), 409);
  await refused(api.resumeBatchOperation({ batchOperationKey: '1' }, once), 404);
});

await step('statistics per element, call hierarchy, incidents of an instance', async () => {
  const own = await api.getProcessInstanceStatistics({ processInstanceKey: moved }, untilFound);
  assert.deepEqual(own.items.find((one) => one.elementId === 'pick'), { elementId: 'pick', active: 0, canceled: 1, incidents: 0, completed: 0 });
  const all = await api.getProcessDefinitionStatistics({ processDefinitionKey: newVersion, filter: { state: 'COMPLETED' } }, untilFound);
  assert.equal(all.items.find((one) => one.elementId === 'approve').completed, 1);
  const hierarchy = await api.getProcessInstanceCallHierarchy({ processInstanceKey: moved }, once);
  assert.equal(hierarchy[0].processInstanceKey, moved);
  assert.equal((await api.searchProcessInstanceIncidents({ processInstanceKey: instance }, untilFound)).items[0].errorType, 'JOB_NO_RETRIES');
});

await step('decisions of instances: search, get, both directions; requirements', async () => {
  const [file1, file2] = [file('decide.bpmn'), file('rates.dmn')];
  const deployment = await api.deployResourcesFromFiles([file1, file2]);
  const rules = deployment.decisionRequirements[0];
  const deciding = await api.createProcessInstance({ processDefinitionId: 'client-check-decide', variables: { a: 4, b: 9 } });
  const filter = { processInstanceKey: deciding.processInstanceKey };
  const sort = [{ field: 'decisionEvaluationInstanceKey', order: 'ASC' }];
  const found = await api.searchDecisionInstances({ filter, sort }, untilFound);
  assert.deepEqual(found.items.map((one) => [one.decisionDefinitionId, one.decisionDefinitionType, one.result, one.state]),
    [['client-check-sum', 'LITERAL_EXPRESSION', '13', 'EVALUATED'], ['client-check-rate', 'DECISION_TABLE', '"high"', 'EVALUATED']]);
  const [first, second] = found.items;
  assert.equal(second.decisionEvaluationInstanceKey, `${first.decisionEvaluationKey}-2`);
  const one = await api.getDecisionInstance({ decisionEvaluationInstanceKey: second.decisionEvaluationInstanceKey }, until);
  assert.deepEqual(one.evaluatedInputs.map((input) => [input.inputName, input.inputValue]), [['Sum', '13']]);
  assert.deepEqual([one.matchedRules[0].ruleId, one.matchedRules[0].evaluatedOutputs[0].outputValue], ['r2', '"high"']);
  // The library leaves cursors away from what it sends.
  const page = async (asked) => (await fetch(`${address}/v2/decision-instances/search`, {
    method: 'POST', headers: { authorization: 'Basic ' + Buffer.from(`${user}:${password}`).toString('base64'), 'content-type': 'application/json' },
    body: JSON.stringify({ filter, sort, page: { limit: 1, ...asked } }),
  })).json();
  const after = await page({ after: (await page({})).page.endCursor });
  assert.equal(after.items[0].decisionDefinitionId, 'client-check-rate');
  const before = await page({ before: after.page.startCursor });
  assert.equal(before.items[0].decisionDefinitionId, 'client-check-sum');
  await refused(api.getDecisionInstance({ decisionEvaluationInstanceKey: '1-1' }, once), 404);
  const requirements = await api.searchDecisionRequirements({ filter: { decisionRequirementsKey: rules.decisionRequirementsKey } }, untilFound);
  assert.equal(requirements.items[0].decisionRequirementsName, 'Client check rates');
  assert.equal((await api.getDecisionRequirements({ decisionRequirementsKey: rules.decisionRequirementsKey }, until)).resourceName, 'rates.dmn');
  assert.match(await api.getDecisionRequirementsXml({ decisionRequirementsKey: rules.decisionRequirementsKey }, until), /client-check-sum/);
  await refused(api.getDecisionRequirements({ decisionRequirementsKey: '1' }, once), 404);
});

await step('variables that a task sees', async () => {
  const key = await atTask('-v');
  const { userTaskKey } = await taskOf(key);
  const seen = await api.searchUserTaskVariables({ userTaskKey, filter: { name: { $in: ['by', 'mine'] } }, sort: [{ field: 'name', order: 'ASC' }] }, untilFound);
  assert.deepEqual(seen.items.map((one) => [one.name, one.value]), [['by', '"hand"'], ['mine', '1']]);
  await api.createElementInstanceVariables({ elementInstanceKey: seen.items[1].scopeKey, local: true, variables: { by: 'task' } });
  assert.equal((await api.searchUserTaskVariables({ userTaskKey, filter: { name: 'by' } }, once)).items.length, 2, 'the outer one too');
  const effective = await api.searchUserTaskEffectiveVariables({ userTaskKey, filter: { name: 'by' } }, once);
  assert.deepEqual(effective.items.map((one) => one.value), ['"task"']);
  await refused(api.searchUserTaskVariables({ userTaskKey: '1' }, once), 404);
});

await step('statistics of definitions, incidents and messages', async () => {
  const processes = await api.getProcessDefinitionInstanceStatistics({ sort: [{ field: 'processDefinitionId', order: 'ASC' }], page: { from: 0, limit: 100 } }, untilFound);
  const mine = processes.items.find((one) => one.processDefinitionId === 'client-check');
  assert.equal(mine.hasMultipleVersions, true);
  const versions = await api.getProcessDefinitionInstanceVersionStatistics({ filter: { processDefinitionId: 'client-check' }, sort: [{ field: 'processDefinitionVersion', order: 'DESC' }] }, untilFound);
  assert.equal(versions.items.reduce((sum, one) => sum + one.activeInstancesWithoutIncidentCount, 0), mine.activeInstancesWithoutIncidentCount);
  const waiting = await api.createProcessInstance({ processDefinitionKey: definitionKey, variables: { order: order + '-w' } });
  await api.modifyProcessInstance({ processInstanceKey: waiting.processInstanceKey, activateInstructions: [{ elementId: 'arrived' }], terminateInstructions: [{ elementId: 'pick' }] });
  const awaited = await api.getProcessDefinitionMessageSubscriptionStatistics({ filter: { processInstanceKey: waiting.processInstanceKey } }, untilFound);
  assert.deepEqual([awaited.items[0].processDefinitionKey, awaited.items[0].activeSubscriptions], [definitionKey, 1]);
  const stuck = await api.createProcessInstance({ processDefinitionKey: definitionKey, variables: { order: order + '-e' } });
  const error = `no stock ${order}`;
  let job;
  for (let i = 0; i < 200 && !job; i++)
    job = (await api.activateJobs({ type: 'client-check-pick', worker: 'counted', timeout: 60000, maxJobsToActivate: 5 })).jobs.find((j) => j.processInstanceKey === stuck.processInstanceKey);
  await api.failJob({ jobKey: job.jobKey, retries: 0, errorMessage: error });
  const errors = await api.getProcessInstanceStatisticsByError({ sort: [{ field: 'errorMessage', order: 'ASC' }] }, untilFound);
  const counted = errors.items.find((one) => one.errorMessage === error);
  assert.equal(counted.activeInstancesWithErrorCount, 1);
  const by = await api.getProcessInstanceStatisticsByDefinition({ filter: { errorHashCode: counted.errorHashCode } }, untilFound);
  assert.deepEqual([by.items[0].processDefinitionKey, by.items[0].activeInstancesWithErrorCount], [definitionKey, 1]);
});

await step('statistics of jobs', async () => {
  const window = { from: new Date(Date.now() - 3600000).toISOString(), to: new Date(Date.now() + 3600000).toISOString() };
  const filter = { ...window, jobType: 'client-check-pick' };
  const global = await api.getGlobalJobStatistics(filter, until);
  assert.ok(global.created.count > 2 && global.completed.count > 0 && global.failed.count > 0 && global.failed.lastUpdatedAt);
  const types = await api.getJobTypeStatistics({ filter: { ...window, jobType: { $in: ['client-check-pick'] } } }, untilFound);
  assert.equal(types.items[0].created.count, global.created.count);
  const workers = await api.getJobWorkerStatistics({ filter }, untilFound);
  assert.equal(workers.items.find((one) => one.worker === 'counted').failed.count, 1);
  const parts = await api.getJobTimeSeriesStatistics({ filter: { ...filter, resolution: 'PT10M' } }, untilFound);
  assert.equal(parts.items.reduce((sum, one) => sum + one.created.count, 0), global.created.count);
  const errors = await api.getJobErrorStatistics({ filter: { ...filter, errorCode: { $eq: 'NO_STOCK' } } }, untilFound);
  assert.equal(errors.items[0].errorMessage, 'None left.');
  await refused(api.getJobTimeSeriesStatistics({ filter: { ...filter, resolution: 'a while' } }, once), 400);
});

await step('messages that were received', async () => {
  const found = await api.searchCorrelatedMessageSubscriptions({ filter: { processInstanceKey: moved }, sort: [{ field: 'correlationTime', order: 'ASC' }] }, untilFound);
  assert.deepEqual(found.items.map((one) => [one.messageName, one.correlationKey, one.elementId]), [['part-arrived', order + '-m', 'arrived']]);
});

await step('resources: get, content, deletion brings back the version before', async () => {
  const text = readFileSync(file('decide.bpmn'), 'utf8').replaceAll('client-check-decide', 'client-check-taken-back');
  const deploy = async (name) => (await api.createDeployment({ resources: [new File([text.replaceAll('Rate it', name)], 'taken-back.bpmn')] })).processes[0];
  const [first, second] = [await deploy('One'), await deploy('Two')];
  const one = await api.getResource({ resourceKey: second.processDefinitionKey }, until);
  assert.deepEqual([one.resourceId, one.version, one.resourceName], ['client-check-taken-back', 2, 'taken-back.bpmn']);
  assert.match(await api.getResourceContent({ resourceKey: second.processDefinitionKey }, until), /name="Two"/);
  assert.equal((await api.deleteResource({ resourceKey: second.processDefinitionKey })).batchOperation, null);
  await refused(api.getResource({ resourceKey: second.processDefinitionKey }, once), 404);
  await refused(api.deleteResource({ resourceKey: second.processDefinitionKey }), 404);
  await refused(api.createProcessInstance({ processDefinitionKey: second.processDefinitionKey }), 404);
  const began = await api.createProcessInstance({ processDefinitionId: first.processDefinitionId, variables: { a: 1, b: 1 } });
  assert.equal(began.processDefinitionKey, first.processDefinitionKey);
  assert.equal((await api.getProcessDefinition({ processDefinitionKey: second.processDefinitionKey }, once)).state, 'DELETED');
  const gone = await api.deleteResource({ resourceKey: first.processDefinitionKey, deleteHistory: true });
  assert.equal(gone.batchOperation.batchOperationType, 'DELETE_PROCESS_INSTANCE');
  assert.equal((await api.getBatchOperation({ batchOperationKey: gone.batchOperation.batchOperationKey }, ended)).operationsCompletedCount, 1);
  await refused(api.getProcessInstance({ processInstanceKey: began.processInstanceKey }, once), 404);
  assert.equal((await deploy('Three')).processDefinitionVersion, 3, 'no version is given twice');
});

await step('deletion of what has ended, one by one and many', async () => {
  const decide = () => api.createProcessInstance({ processDefinitionId: 'client-check-decide', variables: { a: 1, b: 1 } });
  const keys = [(await decide()).processInstanceKey, (await decide()).processInstanceKey];
  const decisions = await api.searchDecisionInstances({ filter: { processInstanceKey: keys[0] } }, untilFound);
  await api.deleteDecisionInstance({ decisionEvaluationKey: decisions.items[0].decisionEvaluationKey });
  assert.equal((await api.searchDecisionInstances({ filter: { processInstanceKey: keys[0] } }, once)).items.length, 0);
  const many = await api.deleteDecisionInstancesBatchOperation({ filter: { processInstanceKey: keys[1] } });
  const worked = await api.getBatchOperation({ batchOperationKey: many.batchOperationKey }, ended);
  assert.deepEqual([worked.batchOperationType, worked.operationsTotalCount, worked.operationsCompletedCount], ['DELETE_DECISION_INSTANCE', 1, 1], 'an evaluation is one item');
  await api.deleteProcessInstance({ processInstanceKey: keys[0] });
  await refused(api.deleteProcessInstance({ processInstanceKey: keys[0] }), 404);
  const instances = await api.deleteProcessInstancesBatchOperation({ filter: { processInstanceKey: { $in: keys } } });
  assert.equal((await api.getBatchOperation({ batchOperationKey: instances.batchOperationKey }, ended)).operationsCompletedCount, 1);
  const items = await api.searchBatchOperationItems({ filter: { batchOperationKey: instances.batchOperationKey } }, untilFound);
  assert.deepEqual([items.items[0].processInstanceKey, items.items[0].state], [keys[1], 'COMPLETED']);
  const running = await atTask('-d');
  await refused(api.deleteProcessInstance({ processInstanceKey: running }), 409);
});

await step('create and wait for the end: variables, some of them, a timeout', async () => {
  const result = await api.createProcessInstance({ processDefinitionId: 'client-check-decide', variables: { a: 4, b: 9 }, awaitCompletion: true });
  assert.deepEqual(result.variables, { a: 4, b: 9, rate: 'high' });
  const some = await api.createProcessInstance({ processDefinitionId: 'client-check-decide', variables: { a: 1, b: 1 }, awaitCompletion: true, requestTimeout: 30000, fetchVariables: ['rate'] });
  assert.deepEqual(some.variables, { rate: 'low' });
  await refused(api.createProcessInstance({ processDefinitionKey: definitionKey, variables: { order: order + '-t' }, awaitCompletion: true, requestTimeout: 50 }), 504);
});

await step('conditional start events', async () => {
  const text = readFileSync(file('decide.bpmn'), 'utf8').replaceAll('client-check-decide', 'client-check-hot')
    .replace('</bpmn:startEvent>', '<bpmn:conditionalEventDefinition id="hot"><bpmn:condition>=heat &gt; 90</bpmn:condition></bpmn:conditionalEventDefinition></bpmn:startEvent>');
  const [process] = (await api.createDeployment({ resources: [new File([text], 'hot.bpmn')] })).processes;
  assert.deepEqual((await api.evaluateConditionals({ variables: { heat: 90 } })).processInstances, []);
  const begun = (await api.evaluateConditionals({ variables: { heat: 91, a: 1, b: 2 } })).processInstances;
  assert.deepEqual(begun.map((one) => one.processDefinitionKey), [process.processDefinitionKey]);
  assert.equal((await api.searchProcessInstances({ filter: { processInstanceKey: begun[0].processInstanceKey, state: 'COMPLETED' } }, untilFound)).items[0].processDefinitionId, 'client-check-hot');
  const one = await api.evaluateConditionals({ processDefinitionKey: process.processDefinitionKey, variables: { heat: 99, a: 1, b: 2 } });
  assert.equal(one.processInstances.length, 1);
  await refused(api.evaluateConditionals({ processDefinitionKey: '1', variables: {} }), 404);
});

await step('unknown keys answer 404', async () => {
  await refused(api.getProcessInstance({ processInstanceKey: '1' }, once), 404);
  await refused(api.getUserTask({ userTaskKey: '1' }, once), 404);
  await refused(api.getIncident({ incidentKey: '1' }, once), 404);
});

await step('the clock can be pinned and reset', async () => {
  await api.pinClock({ timestamp: Date.now() + 3600000 });
  await api.resetClock();
});

console.log(`${done} steps held`);
process.exit(0);
