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
        if values and os.path.exists(values + '.csv'):
            rows = np.loadtxt(values + '.csv', delimiter=',', skiprows=1, ndmin=2)
            column = np.zeros(self.nodes)
            column[rows[:, 0].astype(int)] = rows[:, 1]
            np.save(values, column)
        elif values and 'figure' in reply:
            np.save(values, np.asarray(float(reply['figure'])))
        return reply['seconds']

    def close(self):
        self.process.stdin.close()
        self.process.wait()
