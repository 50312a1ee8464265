"""This project as one of the tools: `graphmemory bench analytics` reads requests from standard input, as the peers do."""
import json
import os
import subprocess

import numpy as np

from cases import CASES

BINARY = os.environ.get('GRAPHMEMORY_BINARY', os.path.join('artifacts', 'bin', 'graphmemory'))


class Ours:
    def __init__(self, threads):
        self.process = subprocess.Popen([BINARY, 'bench', 'analytics', '--threads', str(threads)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.cases, self.nodes = set(CASES), 0

    def ask(self, *words):
        self.process.stdin.write('\t'.join(words) + '\n')
        self.process.stdin.flush()
        line = self.process.stdout.readline()
        if not line:
            raise RuntimeError(f'ended without an answer (exit code {self.process.wait()})')
        reply = json.loads(line)
        if 'problem' in reply:
            raise RuntimeError(reply['problem'])
        return reply

    def load(self, base):
        plain, weighted, directed = (self.ask('load', form, f'{base}.{form}', *flags) for form, flags in (('el', ()), ('wel', ('weighted',)), ('dir.el', ('directed',))))
        self.nodes = plain['nodes']
        return {'seconds': plain['seconds'], 'memoryMb': plain['graphMb'], 'allForms': [plain, weighted, directed]}

    def run(self, name, values):
        case, given = CASES[name], []
        for parameter, value in case.parameters.items():
            if callable(value):
                value = value(self.nodes)
            given += [f'{parameter}={each}' for each in (value if isinstance(value, list) else [str(self.nodes - 3) if value is None else value])]
        reply = self.ask('run', case.form, case.algorithm, (values or '') and values + '.csv', *given)
        if values:
            found = np.asarray(float(reply['figures'][case.figure])) if case.figure else self.read(values + '.csv')
            np.save(values, found)
        return reply['seconds']

    def read(self, path):
        """One number for each node; how many pairs; or the length of the first path."""
        with open(path) as f:
            header, rows = f.readline(), f.readlines()
        if header.startswith('source,'):
            return np.asarray(float(len(rows)))
        if header.startswith('path,'):
            return np.asarray(float(rows[0].rsplit(',', 1)[1]))
        table = np.loadtxt(rows, delimiter=',', ndmin=2)
        column = np.zeros(self.nodes)
        column[table[:, 0].astype(int)] = table[:, 1]
        return column

    def close(self):
        self.process.stdin.close()
        self.process.wait()
