// Calls every operation of the public client library once, with a body made from the library's own schema. What this engine offers answers
// as the schemas say or with a problem that names what is wrong with the made-up keys; what it leaves out answers 501 with a sentence.
//   node surface.mjs <address> <user> <password>
import { readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import createCamundaClient from '@camunda8/orchestration-cluster-api';

const [address, user, password] = process.argv.slice(2);
const api = createCamundaClient({
  config: {
    CAMUNDA_REST_ADDRESS: address,
    CAMUNDA_AUTH_STRATEGY: 'BASIC',
    CAMUNDA_BASIC_AUTH_USERNAME: user,
    CAMUNDA_BASIC_AUTH_PASSWORD: password,
    CAMUNDA_SDK_VALIDATION: 'req:strict,res:strict',
    CAMUNDA_SDK_LOG_LEVEL: 'silent',
  },
});
const library = dirname(createRequire(import.meta.url).resolve('@camunda8/orchestration-cluster-api'));
const schemas = await import(pathToFileURL(join(library, readdirSync(library).find((name) => /^zod\.gen.*\.js$/.test(name)))));

const guesses = ['1', 'client-check', 'COMPLETED', '2026-11-21T08:30:00Z', 'a@example.org', '=1', 'PT1H', '1-1'];
/** A value that a schema takes, with nothing in it that is not asked for. */
const sample = (schema) => {
  const def = schema.def ?? schema._def;
  switch (def.type) {
    case 'object': return Object.fromEntries(Object.entries(def.shape)
      .filter(([, part]) => !['optional', 'default'].includes((part.def ?? part._def).type)).map(([name, part]) => [name, sample(part)]));
    case 'intersection': return { ...sample(def.left), ...sample(def.right) };
    case 'union': return sample(def.options[0]);
    case 'array': return def.element ? [sample(def.element)] : [];
    case 'record': return {};
    case 'enum': return Object.values(def.entries)[0];
    case 'literal': return def.values[0];
    case 'boolean': return true;
    case 'number': case 'int': return 1;
    case 'null': return null;
    case 'string': return guesses.find((guess) => schema.safeParse(guess).success) ?? 'x';
    case 'pipe': return sample(def.in);
    default: return undefined;
  }
};
/** The body of a request, also where it may be left out: the library checks it all the same. */
const bodyOf = (schema) => {
  const body = schema.shape?.body;
  const value = body && sample((body.def ?? body._def).innerType ?? body);
  return value && typeof value === 'object' ? value : {};
};

// Not operations of the API, or driven with files and over time by check.mjs.
const others = new Set(['constructor', 'createDeployment', 'deployResourcesFromFiles', 'createDocument', 'createDocuments', 'pinClock', 'resetClock', 'activateJobs']);
const names = Object.keys(schemas).map((name) => /^z([A-Z]\w*)Data$/.exec(name)?.[1]).filter(Boolean)
  .map((name) => name[0].toLowerCase() + name.slice(1)).filter((name) => typeof api[name] === 'function' && !others.has(name)).sort();

const offered = [];
const left = [];
const wrong = [];
for (const name of names) {
  const schema = schemas[`z${name[0].toUpperCase()}${name.slice(1)}Data`];
  const data = sample(schema);
  const input = { ...bodyOf(schema), ...data.path, ...data.query };
  try {
    await api[name](input, { consistency: { waitUpToMs: 0 } });
    offered.push(name);
  } catch (error) {
    const status = error.status ?? error.response?.status;
    const problem = error.detail ?? error.problem?.detail ?? error.body?.detail ?? error.message;
    if (status === 501 && problem) left.push(name);
    else if ([400, 403, 404, 409].includes(status) && problem) offered.push(name);
    else wrong.push(`${name}: ${status ?? ''} ${error.message}`);
  }
}
console.log(`offered ${offered.length}: ${offered.join(' ')}`);
console.log(`left out ${left.length}: ${left.join(' ')}`);
for (const line of wrong) console.log(`wrong ${line}`);
process.exit(wrong.length === 0 && offered.length + left.length === names.length ? 0 : 1);
