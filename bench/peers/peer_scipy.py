"""SciPy as a peer: sparse matrices, and the clustering of points."""
from types import SimpleNamespace

import numpy as np
import scipy.cluster.hierarchy as hierarchy
import scipy.sparse as sparse
import scipy.sparse.csgraph as csgraph
from scipy.cluster.vq import kmeans2
from scipy.spatial.distance import cdist

from peer import serve


def load(source):
    (u, v), (s, t), n = source.edges.T, source.arcs.T, source.n
    both = lambda values: sparse.coo_matrix((np.concatenate([values, values]), (np.concatenate([u, v]), np.concatenate([v, u]))), shape=(n, n)).tocsr()
    return SimpleNamespace(
        a=both(np.ones(len(u))), w=both(source.weights), n=n, d=sparse.coo_matrix((np.ones(len(s)), (s, t)), shape=(n, n)).tocsr())


def pagerank(x):
    degree = np.asarray(x.a.sum(1)).ravel()
    step = (sparse.diags(np.divide(1.0, degree, out=np.zeros(x.n), where=degree > 0)) @ x.a).T.tocsr()
    old = np.full(x.n, 1 / x.n)
    for _ in range(1000):
        new = .85 * (step @ old + old[degree == 0].sum() / x.n) + .15 / x.n
        if np.abs(new - old).sum() < 1e-10:
            return new
        old = new


def breadth_first(x):
    return csgraph.breadth_first_order(x.a, 0)


def hops(result, x):
    order, before = result
    depth = np.full(x.n, -1.0)
    depth[order[0]] = 0
    for node in order[1:]:
        depth[node] = depth[before[node]] + 1
    return depth


serve(load, {
    'pagerank': (pagerank, lambda result, x: result),
    'components': (lambda x: csgraph.connected_components(x.a, directed=False), lambda result, x: result[1]),
    'strong_components': (lambda x: csgraph.connected_components(x.d, connection='strong'), lambda result, x: result[1]),
    'bfs': (breadth_first, hops),
    'sssp': (lambda x: csgraph.dijkstra(x.w, indices=0), lambda result, x: np.where(np.isinf(result), -1, result)),
    'triangles': (lambda x: (x.a @ x.a).multiply(x.a).sum(1), lambda result, x: np.asarray(result).ravel() / 2),
})
