"""What is compared: each case names our algorithm with its parameters, the form of the graph it works on, and how answers are checked."""
from dataclasses import dataclass, field

import numpy as np

from peer import sampled_sources


@dataclass
class Case:
    algorithm: str                       # ours
    check: object                        # (reference, ours) -> (agrees, what was compared)
    parameters: dict = field(default_factory=dict)
    form: str = 'el'                     # el, wel or dir.el
    figure: str = ''                     # our number about the whole graph, where that is the answer
    quality: bool = False                # a partition that is judged by its modularity
    is_heavy: bool = False               # takes a peer minutes
    heavy_for: tuple = ()                # the peers it takes minutes, when not all
    reference: tuple = ('networkx', 'igraph', 'graphtool', 'scipy')


def scores(rel, absolute=1e-12, scaled=False):
    def check(reference, ours):
        if reference.shape != ours.shape:
            return False, f'{reference.size} values against {ours.size}'
        if scaled:
            reference, ours = (np.abs(x) / (np.abs(x).max() or 1) for x in (reference, ours))
        far = np.abs(reference - ours)
        return bool((far <= absolute + rel * np.abs(reference)).all()), f'largest difference {far.max():.1e}'
    return check


def l1(bound):
    def check(reference, ours):
        far = np.abs(reference - ours).sum()
        return bool(far <= bound), f'L1 difference {far:.1e}'
    return check


def partition(reference, ours):
    pairs = len(set(zip(reference.tolist(), ours.tolist())))
    a, b = len(set(reference.tolist())), len(set(ours.tolist()))
    return pairs == a == b, f'{a} and {b} groups'


def modularity(edges, label):
    _, label = np.unique(label, return_inverse=True)
    inside = (label[edges[:, 0]] == label[edges[:, 1]]).sum() / len(edges)
    degree = np.bincount(label[edges].ravel())
    return inside - ((degree / (2 * len(edges))) ** 2).sum()


exact = scores(0, 0)

CASES = {
    'degree': Case('degree', scores(1e-12)),
    'pagerank': Case('pagerank', l1(2e-9), {'tolerance': '1e-9'}),
    'pagerank_directed': Case('pagerank', l1(2e-9), {'tolerance': '1e-9'}, form='dir.el'),
    'personalised_pagerank': Case('personalised-pagerank', l1(2e-9), {'tolerance': '1e-9', 'sources': '0'}),
    'components': Case('components', partition),
    'strong_components': Case('strong-components', partition, form='dir.el'),
    'bridges': Case('bridges', exact, figure='bridges'),
    'articulation_points': Case('articulation-points', exact),
    'bfs': Case('bfs', exact, {'source': '0'}),
    'sssp': Case('shortest-paths', scores(1e-6), {'source': '0'}, form='wel'),
    'path': Case('path', exact, {'source': '17', 'target': None}),
    'k_core': Case('k-core', exact),
    'triangles': Case('triangles', exact, reference=('networkx', 'scipy')),
    'clustering': Case('clustering', scores(1e-9)),
    'eigenvector': Case('eigenvector', scores(1e-5, 1e-7, scaled=True)),
    'hits': Case('hits', scores(1e-5, 1e-7, scaled=True), form='dir.el'),
    'katz': Case('katz', scores(1e-6, scaled=True), {'alpha': '0.001'}),
    'label_propagation': Case('label-propagation', None, quality=True),
    'louvain': Case('louvain', None, quality=True, heavy_for=('networkx',)),
    'leiden': Case('leiden', None, quality=True),
    'analysis': Case('degree,pagerank,components,clustering,louvain', None, quality=True, heavy_for=('networkx',)),
    'betweenness_sampled': Case('betweenness', scores(1e-6, scaled=True), {'sources': sampled_sources, 'normalised': 'false'}),
    'closeness': Case('closeness', scores(1e-9), is_heavy=True),
    'harmonic': Case('harmonic', scores(1e-9), is_heavy=True),
    'diameter': Case('diameter', exact, figure='diameter', is_heavy=True),
    'distances': Case('distances', None, is_heavy=True),
    'betweenness': Case('betweenness', scores(1e-6), {'normalised': 'false'}, is_heavy=True),
}
