"""igraph (C) as a peer."""
from types import SimpleNamespace

from peer import labels, serve  # first: it sets what igraph reads when it is loaded

import igraph


def load(source):
    return SimpleNamespace(
        g=igraph.Graph(source.n, source.edges.tolist()), d=igraph.Graph(source.n, source.arcs.tolist(), directed=True), w=source.weights.tolist(), n=source.n)


plain = lambda result, x: result
groups = lambda result, x: labels(x.n, result)
distances = lambda result, x: [d if d < 1e300 else -1 for d in result[0]]

serve(load, {
    'degree': (lambda x: x.g.degree(), lambda result, x: [d / (x.n - 1) for d in result]),
    'pagerank': (lambda x: x.g.pagerank(), plain),
    'pagerank_directed': (lambda x: x.d.pagerank(), plain),
    'personalised_pagerank': (lambda x: x.g.personalized_pagerank(reset_vertices=[0]), plain),
    'components': (lambda x: x.g.connected_components(), groups),
    'strong_components': (lambda x: x.d.connected_components(mode='strong'), groups),
    'bridges': (lambda x: x.g.bridges(), lambda result, x: len(result)),
    'articulation_points': (lambda x: x.g.articulation_points(), lambda result, x: [float(i in set(result)) for i in range(x.n)]),
    'bfs': (lambda x: x.g.distances(source=0), distances),
    'sssp': (lambda x: x.g.distances(source=0, weights=x.w), distances),
    'path': (lambda x: x.g.get_shortest_paths(17, x.n - 3), lambda result, x: len(result[0]) - 1),
    'k_core': (lambda x: x.g.coreness(), plain),
    'triangles': (lambda x: x.g.transitivity_undirected(), lambda result, x: []),
    'clustering': (lambda x: x.g.transitivity_local_undirected(mode='zero'), plain),
    'eigenvector': (lambda x: x.g.eigenvector_centrality(), plain),
    'hits': (lambda x: x.d.authority_score(), plain),
    'label_propagation': (lambda x: x.g.community_label_propagation(), groups),
    'louvain': (lambda x: x.g.community_multilevel(), groups),
    'leiden': (lambda x: x.g.community_leiden(objective_function='modularity', n_iterations=2), groups),
    'analysis': (lambda x: (x.g.degree(), x.g.pagerank(), x.g.connected_components(), x.g.transitivity_local_undirected(mode='zero'), x.g.community_multilevel()),
                 lambda result, x: groups(result[-1], x)),
    'closeness': (lambda x: x.g.closeness(), plain),
    'harmonic': (lambda x: x.g.harmonic_centrality(normalized=False), plain),
    'diameter': (lambda x: x.g.diameter(), plain),
    'betweenness': (lambda x: x.g.betweenness(), plain),
})
