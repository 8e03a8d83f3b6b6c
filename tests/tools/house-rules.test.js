// Tries the linter's configuration on a sound document and on one that breaks each rule of ours exactly once.
// Run by scripts/lint-openapi.sh before the real document is judged.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const HERE = fileURLToPath(new URL('.', import.meta.url));

const problem = { description: '拒绝', content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } } };
const refusals = (...statuses) => Object.fromEntries(statuses.map((status) => [status, problem]));
const json = (schema) => ({ 'application/json': { schema } });
const named = (name) => ({ $ref: `#/components/schemas/${name}` });

/** A small document that keeps every rule. */
const sound = () => ({
  openapi: '3.1.0',
  info: { title: '样例', version: '1.0.0', description: '样例' },
  tags: [{ name: 'projects', description: '项目库' }],
  paths: {
    '/api/v1/projects': {
      get: {
        operationId: 'list_projects', summary: '项目列表', description: '调用者可见的项目。', tags: ['projects'], security: [{ bearer: [] }],
        parameters: [{ name: 'total_yuan.gte', in: 'query', description: '总投资下限（元）', schema: { type: 'integer', format: 'int64' } }],
        responses: { 200: { description: '一页', content: json(named('ProjectList')) }, ...refusals(401, 403, 422) },
      },
    },
    '/api/v1/projects/{id}': {
      put: {
        operationId: 'update_project', summary: '修改项目', description: '整体修改。', tags: ['projects'], security: [{ bearer: [] }],
        parameters: [
          { name: 'id', in: 'path', required: true, description: '项目', schema: { type: 'integer', format: 'int64' } },
          { name: 'If-Match', in: 'header', required: true, description: '所改的版本', schema: { type: 'string' } },
        ],
        requestBody: { required: true, content: json(named('ProjectInput')) },
        responses: { 200: { description: '新状态', content: json(named('Project')) }, ...refusals(401, 403, 404, 412, 422, 428) },
      },
    },
  },
  components: {
    securitySchemes: { bearer: { type: 'http', scheme: 'bearer' } },
    schemas: {
      Problem: { type: 'object', properties: { type: { type: 'string', description: '类别' }, title: { type: 'string', description: '标题' } } },
      Project: { type: 'object', properties: { total_yuan: { type: ['integer', 'null'], format: 'int64', title: '总投资' }, signed_on: { type: 'string', format: 'date', title: '签约日期' } } },
      ProjectInput: { type: 'object', additionalProperties: false, properties: { name: { type: 'string', title: '项目名称' } } },
      ProjectList: { type: 'object', properties: { items: { type: 'array', title: '本页', items: named('Project') } } },
    },
  },
});

/** The names of the rules that the document breaks. */
function broken(document) {
  const folder = mkdtempSync(join(tmpdir(), 'house-rules-'));
  try {
    const file = join(folder, 'openapi.json');
    writeFileSync(file, JSON.stringify(document));
    const run = spawnSync(join(HERE, 'node_modules/.bin/redocly'), ['lint', file, '--config', join(HERE, 'redocly.yaml'), '--format', 'json'], {
      encoding: 'utf8',
      env: { ...process.env, REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true' },
    });
    assert.ok(run.stdout.includes('{'), `the linter printed no report: ${run.stderr}`);
    const report = JSON.parse(run.stdout.slice(run.stdout.indexOf('{')));
    return report.problems.map((found) => found.ruleId);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const PROJECT = '/api/v1/projects/{id}';
const faults = {
  'house/operation-id': (document) => (document.paths[PROJECT].put.operationId = 'update-project'),
  'house/field-names': (document) => (document.components.schemas.Project.properties.signedOn = { type: 'string', title: '签约' }),
  'house/units': (document) => (document.components.schemas.Project.properties.total_yuan.type = 'number'),
  'house/labels': (document) => delete document.components.schemas.Project.properties.signed_on.title,
  'house/refuse-unknown-fields': (document) => delete document.components.schemas.ProjectInput.additionalProperties,
  'house/refusals': (document) => delete document.paths[PROJECT].put.responses[404],
  'house/guarded-writes': (document) => document.paths[PROJECT].put.parameters.pop(),
  'house/lists': (document) => (document.components.schemas.ProjectList = { type: 'array', items: named('Project') }),
  'operation-summary': (document) => delete document.paths[PROJECT].put.summary,
  'operation-4xx-problem-details-rfc7807': (document) => (document.paths[PROJECT].put.responses[422] = { description: '拒绝', content: json(named('Problem')) }),
  'no-unused-components': (document) => (document.components.schemas.Orphan = { type: 'object' }),
  'paths-kebab-case': (document) => {
    document.paths['/api/v1/projectList'] = document.paths['/api/v1/projects'];
    delete document.paths['/api/v1/projects'];
  },
  'security-defined': (document) => delete document.paths[PROJECT].put.security,
};

test('a sound document breaks no rule', () => assert.deepEqual(broken(sound()), []));

for (const [rule, spoil] of Object.entries(faults)) {
  test(`${rule} is noticed`, () => {
    const document = sound();
    spoil(document);
    assert.deepEqual([...new Set(broken(document))], [rule]);
  });
}
