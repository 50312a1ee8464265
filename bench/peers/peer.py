"""What every peer process does: reads requests as JSON lines, loads graphs, times one case at a time, and hands its values over in a file."""
import json
import os
import sys
import time

os.environ.setdefault('OMP_WAIT_POLICY', 'passive')  # else igraph's PageRank spins for 0.6 s when a core is busy

import numpy as np


class Graph:
    """The three forms of one graph: `edges` (n x 2), `weights` (n), `arcs` (m x 2, directed); and `n`."""

    def __init__(self, base):
        weighted = np.loadtxt(base + '.wel', dtype=np.int64, ndmin=2)
        self.edges, self.weights = weighted[:, :2], weighted[:, 2].astype(float)
        self.arcs = np.loadtxt(base + '.dir.el', dtype=np.int64, ndmin=2)
        self.n = int(self.edges.max()) + 1


def sampled_sources(n):
    """Fixed nodes for the sampled cases: every (n // k)-th."""
    k = 64 if n <= 20_000 else 8
    return [i * (n // k) for i in range(k)]


def labels(n, groups):
    label = np.zeros(n)
    for number, group in enumerate(groups):
        label[list(group)] = number
    return label


def memory_mb():
    with open('/proc/self/status') as f:
        return next(int(line.split()[1]) for line in f if line.startswith('VmRSS')) / 1024


def serve(load, cases):
    """`load` makes the peer's own graph from a Graph. `cases` maps a name to (run, convert): `convert` turns the result into numbers by
    node, or one number, outside the timing."""
    out, graph = os.fdopen(os.dup(1), 'w'), None
    os.dup2(2, 1)  # what a library prints must not break the protocol
    for line in sys.stdin:
        ask = json.loads(line)
        if ask['do'] == 'cases':
            reply = sorted(cases)
        elif ask['do'] == 'load':
            source, before, t = Graph(ask['path']), memory_mb(), time.perf_counter()
            graph = load(source)
            reply = {'seconds': time.perf_counter() - t, 'memoryMb': memory_mb() - before}
        else:
            run, convert = cases[ask['case']]
            t = time.perf_counter()
            result = run(graph)
            reply = {'seconds': time.perf_counter() - t}
            if ask.get('values'):
                np.save(ask['values'], np.asarray(convert(result, graph), dtype=float))
        out.write(json.dumps(reply) + '\n')
        out.flush()
