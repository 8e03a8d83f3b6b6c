// The rules of our contract that no built-in rule of the linter knows, as a Redocly plugin.
// Each is tried on a document that breaks it in house-rules.test.js.

const SNAKE = /^[a-z][a-z0-9]*(_[a-z0-9]+)*$/;
// a query parameter may compare: total_investment_yuan.gte
const QUERY = /^[a-z][a-z0-9]*(_[a-z0-9]+)*(\.(gt|gte|lt|lte|ne))?$/;
const WRITES = new Set(['put', 'patch', 'delete']);

const method = (ctx) => String(ctx.key);
const path = (ctx) => ctx.location.pointer.split('/')[2].replaceAll('~1', '/');
// `security: []` or an empty alternative: nobody needs to say who he is
const isPublic = (operation) => operation.security?.length === 0 || operation.security?.some((need) => Object.keys(need).length === 0);
const types = (schema) => [schema.type].flat().filter((type) => type && type !== 'null');

/** `<verb>_<resource>` in snake case: it is the handler's name and the generated client's. */
function OperationId() {
  return {
    Operation(operation, ctx) {
      const id = operation.operationId;
      if (id && !(SNAKE.test(id) && id.includes('_'))) {
        ctx.report({ message: `operationId "${id}" is not <verb>_<resource> in snake case`, location: ctx.location.child('operationId') });
      }
    },
  };
}

/** Fields and parameters are snake_case; headers keep the names that the standards gave them. */
function FieldNames() {
  return {
    Schema(schema, ctx) {
      for (const name of Object.keys(schema.properties ?? {})) {
        if (!SNAKE.test(name)) ctx.report({ message: `field "${name}" is not snake_case`, location: ctx.location.child(['properties', name]).key() });
      }
    },
    Parameter(parameter, ctx) {
      const legal = parameter.in === 'query' ? QUERY : SNAKE;
      if (['query', 'path'].includes(parameter.in) && !legal.test(parameter.name)) {
        ctx.report({ message: `parameter "${parameter.name}" is not snake_case`, location: ctx.location.child('name') });
      }
    },
  };
}

/** A unit in a name is a promise about the type: money is whole yuan, `_on` a date, `_at` an instant. */
function Units() {
  const promises = [
    [/_yuan$/, (schema) => types(schema).every((type) => type === 'integer') && schema.format === 'int64', 'an integer of format int64'],
    [/_on$/, (schema) => types(schema).every((type) => type === 'string') && schema.format === 'date', 'a string of format date'],
    [/_at$/, (schema) => types(schema).every((type) => type === 'string') && schema.format === 'date-time', 'a string of format date-time'],
  ];
  return {
    Schema(schema, ctx) {
      for (const [name, field] of Object.entries(schema.properties ?? {})) {
        if (types(field).length === 0) continue; // a reference or a composition: judged where it is defined
        for (const [ending, holds, wanted] of promises) {
          if (ending.test(name) && !holds(field)) {
            ctx.report({ message: `field "${name}" is not ${wanted}`, location: ctx.location.child(['properties', name]) });
          }
        }
      }
    },
  };
}

/** Every field says what it is: titles and descriptions become labels of forms, tables and exports. */
function Labels() {
  return {
    Schema(schema, ctx) {
      for (const [name, field] of Object.entries(schema.properties ?? {})) {
        const referred = field.$ref || field.allOf || field.oneOf || field.anyOf;
        if (!field.title && !field.description && !referred) {
          ctx.report({ message: `field "${name}" has neither a title nor a description`, location: ctx.location.child(['properties', name]) });
        }
      }
    },
  };
}

/** JSON bodies of requests list all their fields and refuse others. */
function RefuseUnknownFields() {
  return {
    RequestBody(body, ctx) {
      for (const [type, media] of Object.entries(body.content ?? {})) {
        if (!/json/.test(type) || !media.schema) continue;
        const { node: schema, location } = media.schema.$ref ? ctx.resolve(media.schema) : { node: media.schema, location: ctx.location.child(['content', type, 'schema']) };
        if (schema?.properties && schema.additionalProperties !== false && schema.unevaluatedProperties !== false) {
          ctx.report({ message: 'a request body must say additionalProperties: false', location });
        }
      }
    },
  };
}

/** A refusal that can happen is documented: 401 and 403 with a caller, 404 for an id, 422 for a body. */
function Refusals() {
  return {
    Operation(operation, ctx) {
      const wanted = [];
      if (!isPublic(operation)) wanted.push('401', '403');
      if (path(ctx).includes('{')) wanted.push('404');
      if (operation.requestBody) wanted.push('422');
      const missing = wanted.filter((status) => !operation.responses?.[status] && !operation.responses?.['4XX'] && !operation.responses?.default);
      if (missing.length) ctx.report({ message: `undocumented answers: ${missing.join(', ')}`, location: ctx.location.child('responses').key() });
    },
  };
}

/** A write to an existing resource takes If-Match and may answer 412 and 428. */
function GuardedWrites() {
  return {
    Operation(operation, ctx) {
      if (!WRITES.has(method(ctx)) || !/\{[^}]+\}$/.test(path(ctx))) return;
      const parameters = (operation.parameters ?? []).map((parameter) => (parameter.$ref ? ctx.resolve(parameter).node : parameter));
      const guarded = parameters.some((parameter) => parameter?.in === 'header' && parameter.name.toLowerCase() === 'if-match');
      const missing = [guarded ? [] : ['header If-Match'], ['412', '428'].filter((status) => !operation.responses?.[status]).map((status) => `answer ${status}`)].flat();
      if (missing.length) ctx.report({ message: `a write to an existing resource lacks: ${missing.join(', ')}` });
    },
  };
}

/** An answer that is a bare array cannot grow a total or a cursor: lists are objects with `items`. */
function Lists() {
  return {
    Response(response, ctx) {
      for (const [type, media] of Object.entries(response.content ?? {})) {
        const schema = media.schema?.$ref ? ctx.resolve(media.schema).node : media.schema;
        if (/json/.test(type) && schema && types(schema).includes('array')) {
          ctx.report({ message: 'a list is an object with items, total and page, not a bare array', location: ctx.location.child(['content', type, 'schema']) });
        }
      }
    },
  };
}

export default function houseRules() {
  return {
    id: 'house',
    rules: {
      oas3: {
        'operation-id': OperationId,
        'field-names': FieldNames,
        units: Units,
        labels: Labels,
        'refuse-unknown-fields': RefuseUnknownFields,
        refusals: Refusals,
        'guarded-writes': GuardedWrites,
        lists: Lists,
      },
    },
  };
}
