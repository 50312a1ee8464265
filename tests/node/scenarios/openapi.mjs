// A client generated from /openapi/v1.json: the document is checked, types are generated, the program is type-checked against them, and run.
//   openapi.mjs URL TOKEN FOLDER
import { spawnSync } from 'node:child_process';
import { copyFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const [url, token, folder] = process.argv.slice(2);
const here = dirname(fileURLToPath(import.meta.url));
const modules = join(here, '..', 'node_modules');

const document = join(folder, 'openapi.json');
writeFileSync(document, await (await fetch(new URL('/openapi/v1.json', url))).text());
writeFileSync(join(folder, 'package.json'), JSON.stringify({ type: 'module' }));
writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({
    compilerOptions: { strict: true, noEmit: true, skipLibCheck: true, target: 'es2024', module: 'nodenext', allowImportingTsExtensions: true, types: [] },
    files: ['client.ts'],
}));
symlinkSync(modules, join(folder, 'node_modules'));
copyFileSync(join(here, 'openapi-client.ts'), join(folder, 'client.ts'));

// The generator resolves and lints the document first (Redocly), so a document that breaks OpenAPI 3.1 ends here.
run(join(modules, 'openapi-typescript/bin/cli.js'), document, '--output', join(folder, 'schema.ts'));
run(join(modules, 'typescript/bin/tsc'), '--project', folder);
run(join(folder, 'client.ts'), url, token);
console.log('done');

function run(...args) {
    const ran = spawnSync(process.execPath, args, { cwd: folder, encoding: 'utf8' });
    if (ran.status !== 0) {
        console.error(`${args[0]}\n${ran.stdout}\n${ran.stderr}`);
        process.exit(1);
    }
}
