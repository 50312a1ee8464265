"""Runs the comparison: one process per tool, the same graphs, turn about, answers checked. See bench/compare --help."""
import argparse
import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time

import numpy as np

import graphs
import report
from cases import CASES, modularity
from ours import Ours

HERE = os.path.dirname(os.path.abspath(__file__))
PEERS = ('networkx', 'igraph', 'scipy', 'graphtool')
ENOUGH_SECONDS = 10  # what takes longer than this is not repeated in another round
TURN_SECONDS = 0.2   # a tool repeats a case for so long when it is its turn, so that nobody is measured cold


class PeerProcess:
    """A tool in a process of its own: its memory and its threads are apart from the others'."""

    def __init__(self, tool):
        self.process = subprocess.Popen([sys.executable, os.path.join(HERE, f'peer_{tool}.py')], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.cases = set(self.ask(do='cases'))

    def ask(self, **request):
        self.process.stdin.write(json.dumps(request) + '\n')
        self.process.stdin.flush()
        line = self.process.stdout.readline()
        if not line:
            raise RuntimeError(f'ended without an answer (exit code {self.process.wait()})')
        return json.loads(line)

    def load(self, base):
        return self.ask(do='load', path=base)

    def run(self, name, values):
        return self.ask(do='run', case=name, values=values)['seconds']

    def close(self):
        self.process.stdin.close()
        self.process.wait()


def wanted(case, name, tool, options, graph):
    if options.cases and name not in options.cases:
        return False
    is_long = case.is_heavy or (tool in case.heavy_for and not graph.startswith(('ba1k', 'ba10k')))
    return options.heavy or not is_long or tool == 'ours' and name in ('closeness', 'distances', 'diameter') and graph.startswith(('ba1k', 'ba10k'))


def turn(process, name, path):
    """Median seconds of the repetitions of one turn; the first hands over the values."""
    seconds = [process.run(name, path)]
    while sum(seconds) < TURN_SECONDS and len(seconds) < 100:
        seconds.append(process.run(name, None))
    return statistics.median(seconds)


def measure(name, case, tools, options, graph, folder):
    """The seconds of each turn and the values, by tool: every tool has its turn in each round."""
    times, values = {}, {}
    for number in range(options.rounds):
        for tool, process in tools.items():
            if name not in process.cases or not wanted(case, name, tool, options, graph) or (number and min(times.get(tool, [0])) > ENOUGH_SECONDS):
                continue
            path = os.path.join(folder, f'{tool}.{name}.npy') if number == 0 else None
            try:
                times.setdefault(tool, []).append(turn(process, name, path))
            except RuntimeError as fault:
                print(f'{tool} {name}: {fault}', file=sys.stderr)
                times.pop(tool, None)
                continue
            if path and os.path.exists(path):
                values[tool] = np.load(path)
    return times, values


def judge(case, values, edges):
    """Whether our answer agrees, in words; and the modularity of each partition."""
    if 'ours' not in values:
        return None, '', {}
    if case.quality:
        found = {tool: float(modularity(edges, label)) for tool, label in values.items()}
        best = max((q for tool, q in found.items() if tool != 'ours'), default=None)
        return bool(best is None or found['ours'] >= best - 5e-4), 'Q ' + ', '.join(f'{tool} {q:.4f}' for tool, q in found.items()), found
    if case.check is None:
        return None, '', {}
    told = [(tool, *case.check(values[tool], values['ours'])) for tool in case.reference if tool in values and values[tool].size]
    if not told:
        return None, 'no peer to check against', {}
    tool, agrees, words = told[0]
    return agrees, f'{words} ({tool})', {}


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    split = lambda text: text.split(',')
    parser.add_argument('--graphs', type=split, default=['ba10k', 'ba100k'])
    parser.add_argument('--cases', type=split)
    parser.add_argument('--tools', type=split, default=['ours', *PEERS])
    parser.add_argument('--rounds', type=int, default=3)
    parser.add_argument('--heavy', action='store_true')
    parser.add_argument('--threads', type=int, default=os.cpu_count())
    parser.add_argument('--folder', default=os.path.join('artifacts', 'graphs'))
    parser.add_argument('--json')
    parser.add_argument('--picture')
    options = parser.parse_args()
    unknown = [name for name in options.cases or [] if name not in CASES]
    if unknown:
        parser.error(f'no such case: {", ".join(unknown)}; there are {", ".join(CASES)}')
    os.environ['OMP_NUM_THREADS'] = str(options.threads)
    rows, loads = [], []
    for graph in options.graphs:
        base = graphs.make(options.folder, graph)
        edges = np.loadtxt(base + '.el', dtype=np.int64, ndmin=2)
        tools = {tool: Ours(options.threads) if tool == 'ours' else PeerProcess(tool) for tool in options.tools}
        for tool, process in tools.items():
            loads.append({'graph': graph, 'tool': tool, 'nodes': int(edges.max()) + 1, 'edges': len(edges), **process.load(base)})
        for name, case in CASES.items():
            with tempfile.TemporaryDirectory() as folder:
                times, values = measure(name, case, tools, options, graph, folder)
            if 'ours' in times or not options.tools.count('ours') and times:
                agrees, words, found = judge(case, values, edges)
                rows.append({'graph': graph, 'case': name, 'agrees': agrees, 'check': words, 'modularity': found,
                             'seconds': {tool: {'median': statistics.median(t), 'least': min(t), 'most': max(t), 'runs': len(t)} for tool, t in times.items()}})
                print(report.line(rows[-1], options.tools), flush=True)
        for process in tools.values():
            process.close()
    result = {'at': time.strftime('%Y-%m-%dT%H:%M:%SZ', time.gmtime()), 'processors': os.cpu_count(), 'threads': options.threads, 'system': platform.platform(),
              'rounds': options.rounds, 'loads': loads, 'rows': rows, 'means': report.means(rows, options.tools)}
    print(report.summary(result))
    if options.json:
        with open(options.json, 'w') as f:
            json.dump(result, f, indent=1)
    if options.picture:
        with open(options.picture, 'w') as f:
            f.write(report.picture(result))
    return int(any(row['agrees'] is False for row in rows))


if __name__ == '__main__':
    sys.exit(main())
