"""graph-tool (C++, OpenMP) as a peer, on every core."""
from types import SimpleNamespace

import graph_tool
import numpy as np
from graph_tool import centrality, clustering, topology

from peer import serve


def load(source):
    g, d = graph_tool.Graph(directed=False), graph_tool.Graph(directed=True)
    g.add_vertex(source.n)
    d.add_vertex(source.n)
    g.add_edge_list(source.edges)
    d.add_edge_list(source.arcs)
    weight = g.new_edge_property('double')
    weight.a = source.weights
    graph_tool.seed_rng(1)
    return SimpleNamespace(g=g, d=d, w=weight, n=source.n)


array = lambda result, x: np.asarray(result.a, dtype=float)
distances = lambda result, x: np.where((result.a > 1e300) | (result.a == np.iinfo(np.int32).max), -1, np.asarray(result.a, dtype=float))

serve(load, {
    'degree': (lambda x: x.g.get_out_degrees(x.g.get_vertices()), lambda result, x: result / (x.n - 1)),
    'pagerank': (lambda x: centrality.pagerank(x.g, epsilon=1e-10), array),
    'pagerank_directed': (lambda x: centrality.pagerank(x.d, epsilon=1e-10), array),
    'components': (lambda x: topology.label_components(x.g)[0], array),
    'strong_components': (lambda x: topology.label_components(x.d)[0], array),
    'articulation_points': (lambda x: topology.label_biconnected_components(x.g)[1], array),
    'bfs': (lambda x: topology.shortest_distance(x.g, source=0), distances),
    'sssp': (lambda x: topology.shortest_distance(x.g, source=0, weights=x.w), distances),
    'path': (lambda x: topology.shortest_path(x.g, 17, x.n - 3)[1], lambda result, x: len(result)),
    'k_core': (lambda x: topology.kcore_decomposition(x.g), array),
    'clustering': (lambda x: clustering.local_clustering(x.g), array),
    'eigenvector': (lambda x: centrality.eigenvector(x.g, epsilon=1e-10)[1], array),
    'hits': (lambda x: centrality.hits(x.d, epsilon=1e-10)[1], array),
    'katz': (lambda x: centrality.katz(x.g, alpha=0.001, epsilon=1e-9), array),
    'closeness': (lambda x: centrality.closeness(x.g), array),
    'harmonic': (lambda x: centrality.closeness(x.g, norm=False, harmonic=True), array),
    'betweenness': (lambda x: centrality.betweenness(x.g, norm=False)[0], array),
})
