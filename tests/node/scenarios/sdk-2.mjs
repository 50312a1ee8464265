// The official TypeScript SDK, second generation: protocol revision 2026-07-28, and nothing older.
//   sdk-2.mjs stdio BINARY ARGUMENT...      sdk-2.mjs http URL TOKEN
import assert from 'node:assert/strict';
import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import { converse, keepLater } from './memory.mjs';

const [kind, target, ...rest] = process.argv.slice(2);
const transport = kind === 'stdio'
    ? new StdioClientTransport({ command: target, args: rest })
    : new StreamableHTTPClientTransport(new URL(target), { requestInit: { headers: { Authorization: `Bearer ${rest[0]}` } } });

const asked = [];
const client = new Client(
    { name: 'scenario', version: '2.0.0' },
    { capabilities: { elicitation: { form: {} } }, versionNegotiation: { mode: { pin: '2026-07-28' } } },
);
client.setRequestHandler('elicitation/create', keepLater(asked));
await client.connect(transport);
assert.equal(client.getNegotiatedProtocolVersion(), '2026-07-28');
await converse(client, {
    asked,
    optionsOf: (options) => [options],
    async subscribe(client, uri) {
        const updated = new Promise((resolve) =>
            client.setNotificationHandler('notifications/resources/updated', (notice) => resolve(notice.params.uri)));
        const subscription = await client.listen({ resourceSubscriptions: [uri] });
        assert.deepEqual(subscription.honoredFilter.resourceSubscriptions, [uri]);
        return { updated, close: () => subscription.close() };
    },
});
await client.close();
console.log('done');
