#!/usr/bin/env node
// Starts the native binary of this platform with everything it was given: arguments, standard streams, signals; and ends as it ends.
'use strict';

const { spawn } = require('node:child_process');

function binary() {
    if (process.env.GRAPHMEMORY_BINARY) { return process.env.GRAPHMEMORY_BINARY; }
    const platform = `${process.platform}-${process.arch}`;
    const name = process.platform === 'win32' ? 'graphmemory.exe' : 'graphmemory';
    try {
        return require.resolve(`@graphmemory/${platform}/${name}`);
    } catch {
        console.error(`graphmemory: there is no binary for ${platform} here. Install @graphmemory/${platform}, or set GRAPHMEMORY_BINARY to one that you built.`);
        process.exit(1);
    }
}

const child = spawn(binary(), process.argv.slice(2), { stdio: 'inherit' });
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) { process.on(signal, () => child.kill(signal)); }
child.on('error', (fault) => {
    console.error(`graphmemory: ${fault.message}`);
    process.exit(1);
});
child.on('exit', (code, signal) => {
    if (signal === null) { process.exit(code); }
    process.removeAllListeners(signal);
    process.kill(process.pid, signal);
});
