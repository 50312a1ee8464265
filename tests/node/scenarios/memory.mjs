// One conversation with a memory, the same for every generation of the TypeScript SDK and for every transport.
import assert from 'node:assert/strict';

/**
 * @param client a connected client
 * @param sdk what differs between generations: subscribe(client, uri) returns { updated: Promise, close() }
 */
export async function converse(client, sdk) {
    const { tools } = await client.listTools();
    for (const name of ['remember', 'recall', 'context', 'create_entities', 'read_graph']) {
        const tool = tools.find((tool) => tool.name === name);
        assert.ok(tool, `no tool ${name}`);
        assert.equal(tool.inputSchema.type, 'object');
        assert.ok(tool.outputSchema && tool.annotations, `${name} says too little of itself`);
    }

    const remembered = await client.callTool({
        name: 'remember',
        arguments: { text: 'Nightly builds run on the blue runner.', about: 'nightly build', type: 'process', tags: ['ci'] },
    });
    assert.equal(remembered.structuredContent.remembered[0].isNew, true);

    const recalled = await client.callTool({ name: 'recall', arguments: { query: 'where do nightly builds run' } });
    assert.match(recalled.content[0].text, /blue runner/);
    assert.equal(recalled.structuredContent.facts[0].entity, 'nightly build');

    const refused = await client.callTool({ name: 'add_observations', arguments: { observations: [{ entityName: 'nobody', contents: ['x'] }] } });
    assert.equal(refused.isError, true);
    assert.match(refused.content[0].text, /nobody/);

    const { resources } = await client.listResources();
    assert.ok(resources.some((resource) => resource.uri === 'memory://knowledge-graph'));
    const { resourceTemplates } = await client.listResourceTemplates();
    assert.ok(resourceTemplates.some((template) => template.uriTemplate === 'memory://entity/{name}'));
    const read = await client.readResource({ uri: 'memory://entity/nightly%20build' });
    assert.match(read.contents[0].text, /blue runner/);
    await assert.rejects(client.readResource({ uri: 'memory://nothing' }));

    const { prompts } = await client.listPrompts();
    assert.ok(prompts.some((prompt) => prompt.name === 'recall_about'));
    const about = prompts.find((prompt) => prompt.name === 'recall_about').arguments[0].name;
    const prompt = await client.getPrompt({ name: 'recall_about', arguments: { [about]: 'nightly build' } });
    assert.match(JSON.stringify(prompt.messages), /blue runner/);

    const completed = await client.complete({
        ref: { type: 'ref/resource', uri: 'memory://entity/{name}' },
        argument: { name: 'name', value: 'night' },
    });
    assert.deepEqual(completed.completion.values, ['nightly build']);

    const subscription = await sdk.subscribe(client, 'memory://knowledge-graph');
    await client.callTool({ name: 'add_observations', arguments: { observations: [{ entityName: 'nightly build', contents: ['It takes nine minutes.'] }] } });
    assert.equal(await within(subscription.updated, 'the notice of an update'), 'memory://knowledge-graph');
    await subscription.close();

    // A contradiction is put to the person, who decides.
    await client.callTool({ name: 'remember', arguments: { text: 'The parser uses recursion.', about: 'parser' } });
    const contradicted = await client.callTool({ name: 'remember', arguments: { text: 'The parser does not use recursion.', about: 'parser' } });
    assert.equal(sdk.asked.length, 1, 'the contradiction was not asked about');
    assert.match(sdk.asked[0], /recursion/);
    assert.match(contradicted.content.map((part) => part.text).join('\n'), /#\d+/);
    const parser = await client.callTool({ name: 'open_nodes', arguments: { names: ['parser'] } });
    assert.deepEqual(parser.structuredContent.entities[0].observations, ['The parser does not use recursion.']);

    // A call that is given up is over for the client at once, and does not harm what comes after.
    const giveUp = new AbortController();
    giveUp.abort();
    await assert.rejects(client.callTool({ name: 'recall', arguments: { query: 'nightly' } }, ...sdk.optionsOf({ signal: giveUp.signal })));
    const after = await client.callTool({ name: 'recall', arguments: { query: 'nightly build minutes' } });
    assert.match(after.content[0].text, /nine minutes/);
}

/** The person in this conversation always keeps the later statement. */
export function keepLater(asked) {
    return (request) => {
        asked.push(request.params.message);
        const fields = Object.keys(request.params.requestedSchema.properties);
        return { action: 'accept', content: Object.fromEntries(fields.map((field) => [field, 'later'])) };
    };
}

export function within(promise, what, ms = 30_000) {
    let timer;
    const late = new Promise((_, reject) => { timer = setTimeout(() => reject(new Error(`${what} did not come`)), ms); });
    return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}
