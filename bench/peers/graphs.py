"""The graphs of the comparison, the same on every machine: NAME.el (undirected), NAME.wel (weights 1 to 255), NAME.dir.el (directed).

baN: Barabasi-Albert, N nodes, M edges for each new one. kronS: the R-MAT graph of Graph500 (A .57, B .19, C .19), 2^S node numbers and 16
draws for each; loops and repeats dropped, numbers shuffled, and those without an edge left out, so that every tool has the same nodes.
    graphs.py FOLDER NAME..."""
import os
import random
import sys

import numpy as np

BARABASI_ALBERT = {'ba1k': (1_000, 5), 'ba10k': (10_000, 5), 'ba100k': (100_000, 10)}
ENDINGS = ('el', 'wel', 'dir.el')


def barabasi_albert(nodes, each, seed=1):
    r = random.Random(seed)
    ends = [0] * each + list(range(1, each + 1))
    edges = [(0, i) for i in range(1, each + 1)]
    for node in range(each + 1, nodes):
        chosen = set()
        while len(chosen) < each:
            chosen.add(r.choice(ends))
        edges += [(target, node) for target in sorted(chosen)]
        ends.extend(sorted(chosen))
        ends.extend([node] * each)
    return np.array(edges, dtype=np.int64)


def kronecker(scale, seed=1):
    r = np.random.Generator(np.random.PCG64(seed))
    draws = 16 << scale
    u, v = np.zeros(draws, np.int64), np.zeros(draws, np.int64)
    for _ in range(scale):
        x = r.random(draws, dtype=np.float32)
        u = u << 1 | (x >= .76)
        v = v << 1 | ((x >= .57) & (x < .76) | (x >= .95))
    low, high = np.minimum(u, v), np.maximum(u, v)
    pairs = np.unique((low << 32 | high)[low != high])
    u, v = pairs >> 32, pairs & 0xFFFFFFFF
    used = np.unique(np.concatenate([u, v]))
    place = np.zeros(1 << scale, np.int64)
    place[used] = r.permutation(len(used))
    u, v = place[u], place[v]
    edges = np.stack([np.minimum(u, v), np.maximum(u, v)], 1)
    return edges[np.lexsort((edges[:, 1], edges[:, 0]))]


def edges_of(name):
    if name in BARABASI_ALBERT:
        return barabasi_albert(*BARABASI_ALBERT[name])
    if name.startswith('kron') and name[4:].isdigit():
        return kronecker(int(name[4:]))
    raise SystemExit(f'"{name}" is no graph of the comparison; there are {", ".join(BARABASI_ALBERT)} and kron10 to kron24.')


def write(path, rows):
    with open(path + '.part', 'w') as f:
        step = 1 << 20
        for at in range(0, len(rows), step):
            f.write('\n'.join(' '.join(map(str, row)) for row in rows[at:at + step].tolist()) + '\n')
    os.replace(path + '.part', path)


def make(folder, name):
    """Makes what is missing; returns the path without its ending."""
    base = os.path.join(folder, name)
    if all(os.path.exists(f'{base}.{ending}') for ending in ENDINGS):
        return base
    os.makedirs(folder, exist_ok=True)
    edges = edges_of(name)
    r = np.random.Generator(np.random.PCG64(7))
    write(f'{base}.el', edges)
    write(f'{base}.wel', np.column_stack([edges, r.integers(1, 256, len(edges))]))
    turned = np.where((r.random(len(edges)) < .5)[:, None], edges, edges[:, ::-1])
    both = turned[r.random(len(edges)) < .3][:, ::-1]
    write(f'{base}.dir.el', np.concatenate([turned, both]))
    return base


if __name__ == '__main__':
    for name in sys.argv[2:]:
        print(make(sys.argv[1], name))
