// The official TypeScript SDK, first generation: protocol revision 2025-11-25.
//   sdk-1.mjs stdio BINARY ARGUMENT...      sdk-1.mjs http URL TOKEN
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { ElicitRequestSchema, ResourceUpdatedNotificationSchema } from '@modelcontextprotocol/sdk/types.js';
import { converse, keepLater } from './memory.mjs';

const [kind, target, ...rest] = process.argv.slice(2);
const transport = kind === 'stdio'
    ? new StdioClientTransport({ command: target, args: rest })
    : new StreamableHTTPClientTransport(new URL(target), { requestInit: { headers: { Authorization: `Bearer ${rest[0]}` } } });

const asked = [];
const client = new Client({ name: 'scenario', version: '1.0.0' }, { capabilities: { elicitation: { form: {} } } });
client.setRequestHandler(ElicitRequestSchema, keepLater(asked));
await client.connect(transport);
await client.ping();
await converse(client, {
    asked,
    optionsOf: (options) => [undefined, options],
    async subscribe(client, uri) {
        const updated = new Promise((resolve) =>
            client.setNotificationHandler(ResourceUpdatedNotificationSchema, (notice) => resolve(notice.params.uri)));
        await client.subscribeResource({ uri });
        return { updated, close: () => client.unsubscribeResource({ uri }) };
    },
});
await client.close();
console.log('done');
