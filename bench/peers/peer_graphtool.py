"""graph-tool (C++, OpenMP) as a peer, on every core."""
from types import SimpleNamespace

import graph_tool.all as gt
import numpy as np

from peer import serve


def load(source):
    g, d = gt.Graph(directed=False), gt.Graph(directed=True)
    g.add_vertex(source.n)
    d.add_vertex(source.n)
    g.add_edge_list(source.edges)
    d.add_edge_list(source.arcs)
    weight = g.new_edge_property('double')
    weight.a = source.weights
    gt.seed_rng(1)
    return SimpleNamespace(g=g, d=d, w=weight, n=source.n)


array = lambda result, x: np.asarray(result.a, dtype=float)
distances = lambda result, x: np.where((result.a > 1e300) | (result.a == np.iinfo(np.int32).max), -1, np.asarray(result.a, dtype=float))

serve(load, {
    'degree': (lambda x: x.g.get_out_degrees(x.g.get_vertices()), lambda result, x: result / (x.n - 1)),
    'pagerank': (lambda x: gt.pagerank(x.g, epsilon=1e-10), array),
    'pagerank_directed': (lambda x: gt.pagerank(x.d, epsilon=1e-10), array),
    'components': (lambda x: gt.label_components(x.g)[0], array),
    'strong_components': (lambda x: gt.label_components(x.d)[0], array),
    'articulation_points': (lambda x: gt.label_biconnected_components(x.g)[1], array),
    'bfs': (lambda x: gt.shortest_distance(x.g, source=0), distances),
    'sssp': (lambda x: gt.shortest_distance(x.g, source=0, weights=x.w), distances),
    'path': (lambda x: gt.shortest_path(x.g, 17, x.n - 3)[1], lambda result, x: len(result)),
    'k_core': (lambda x: gt.kcore_decomposition(x.g), array),
    'clustering': (lambda x: gt.local_clustering(x.g), array),
    'eigenvector': (lambda x: gt.eigenvector(x.g, epsilon=1e-10)[1], array),
    'hits': (lambda x: gt.hits(x.d, epsilon=1e-10)[1], array),
    'katz': (lambda x: gt.katz(x.g, alpha=0.001, epsilon=1e-9), array),
    'closeness': (lambda x: gt.closeness(x.g), array),
    'harmonic': (lambda x: gt.closeness(x.g, harmonic=True), array),
    'betweenness': (lambda x: gt.betweenness(x.g, norm=False)[0], array),
})
