import createClient from 'openapi-fetch';
import type { paths } from './schema.ts';

declare const process: { argv: string[] };

const [url, token] = process.argv.slice(2);
const client = createClient<paths>({ baseUrl: url, headers: { Authorization: `Bearer ${token}` } });

function equal(actual: unknown, expected: unknown, what: string): void {
    if (JSON.stringify(actual) !== JSON.stringify(expected)) {
        throw new Error(`${what}: ${JSON.stringify(actual)} instead of ${JSON.stringify(expected)}`);
    }
}

const remembered = await client.POST('/api/v1/facts', {
    body: { observations: [{ text: 'Generated clients compile.', about: 'openapi', tags: ['contract'] }] },
});
equal(remembered.response.status, 201, 'status of remember');
const id = remembered.data!.items[0].id;

const recalled = await client.GET('/api/v1/recall', { params: { query: { query: 'what do generated clients do', limit: 3 } } });
equal(recalled.data!.items[0].entity, 'openapi', 'best answer');

const related = await client.POST('/api/v1/relations', { body: { relations: [{ from: 'openapi', to: 'typescript', type: 'generates' }] } });
equal(related.response.status, 201, 'status of relate');
const path = await client.GET('/api/v1/graph/path', { params: { query: { from: 'openapi', to: 'typescript' } } });
equal(path.response.status, 200, 'status of path');

const entity = await client.GET('/api/v1/entities/{name}', { params: { path: { name: 'openapi' } } });
equal(entity.data!.observations[0].text, 'Generated clients compile.', 'observation');

const changes = await client.GET('/api/v1/changes', { params: { query: { after: 0 } } });
equal(changes.data!.items.length > 2, true, 'changes');

const forgotten = await client.DELETE('/api/v1/facts/{id}', { params: { path: { id } } });
equal(forgotten.response.status, 200, 'status of forget');
const gone = await client.DELETE('/api/v1/facts/{id}', { params: { path: { id } } });
equal(gone.response.status >= 400 || gone.response.status === 200, true, 'status of forgetting twice');

const refused = await client.GET('/api/v1/recall', { params: { query: { query: '', limit: 3 } } });
equal([refused.response.status, refused.error!.code.length > 0], [400, true], 'a question of nothing');
const missing = await client.GET('/api/v1/entities/{name}', { params: { path: { name: 'nobody' } } });
equal([missing.response.status, missing.error!.status], [404, 404], 'an entity that does not exist');
