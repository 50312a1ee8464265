"""NetworkX as a peer."""
from types import SimpleNamespace

import networkx as nx

from peer import labels, sampled_sources, serve


def load(source):
    g, d = nx.Graph(), nx.DiGraph()
    g.add_nodes_from(range(source.n))
    g.add_weighted_edges_from((u, v, w) for (u, v), w in zip(source.edges.tolist(), source.weights.tolist()))
    d.add_nodes_from(range(source.n))
    d.add_edges_from(source.arcs.tolist())
    return SimpleNamespace(g=g, d=d, n=source.n)


by_node = lambda result, x: [result[i] for i in range(x.n)]
distances = lambda result, x: [result.get(i, -1) for i in range(x.n)]
groups = lambda result, x: labels(x.n, result)
number = lambda result, x: result
tight = lambda x: 1e-10 / x.n  # NetworkX stops at a change below n times the tolerance
louvain = lambda x: nx.community.louvain_communities(x.g, weight=None, seed=1)

serve(load, {
    'degree': (lambda x: nx.degree_centrality(x.g), by_node),
    'pagerank': (lambda x: nx.pagerank(x.g, tol=tight(x), max_iter=1000, weight=None), by_node),
    'pagerank_directed': (lambda x: nx.pagerank(x.d, tol=tight(x), max_iter=1000), by_node),
    'personalised_pagerank': (lambda x: nx.pagerank(x.g, tol=tight(x), max_iter=1000, personalization={0: 1}, weight=None), by_node),
    'components': (lambda x: list(nx.connected_components(x.g)), groups),
    'strong_components': (lambda x: list(nx.strongly_connected_components(x.d)), groups),
    'bridges': (lambda x: list(nx.bridges(x.g)), lambda result, x: len(result)),
    'articulation_points': (lambda x: set(nx.articulation_points(x.g)), lambda result, x: [float(i in result) for i in range(x.n)]),
    'bfs': (lambda x: nx.single_source_shortest_path_length(x.g, 0), distances),
    'sssp': (lambda x: nx.single_source_dijkstra_path_length(x.g, 0), distances),
    'path': (lambda x: nx.bidirectional_shortest_path(x.g, 17, x.n - 3), lambda result, x: len(result) - 1),
    'k_core': (lambda x: nx.core_number(x.g), by_node),
    'triangles': (lambda x: nx.triangles(x.g), by_node),
    'clustering': (lambda x: nx.clustering(x.g), by_node),
    'eigenvector': (lambda x: nx.eigenvector_centrality(x.g, max_iter=5000, tol=1e-10), by_node),
    'hits': (lambda x: nx.hits(x.d, max_iter=1000, tol=1e-10)[1], by_node),
    'katz': (lambda x: nx.katz_centrality(x.g, alpha=0.001, beta=1.0, max_iter=10_000, tol=1e-9), by_node),
    'label_propagation': (lambda x: list(nx.community.label_propagation_communities(x.g)), groups),
    'louvain': (louvain, groups),
    'analysis': (lambda x: (nx.degree_centrality(x.g), nx.pagerank(x.g, weight=None), list(nx.connected_components(x.g)), nx.clustering(x.g), louvain(x)),
                 lambda result, x: groups(result[-1], x)),
    'betweenness_sampled': (lambda x: nx.betweenness_centrality_subset(x.g, sampled_sources(x.n), list(x.g), normalized=False), by_node),
    'closeness': (lambda x: nx.closeness_centrality(x.g), by_node),
    'diameter': (lambda x: nx.diameter(x.g), number),
})
