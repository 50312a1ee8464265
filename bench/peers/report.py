"""The comparison as lines, as means and as a picture."""
import math
from html import escape

COLOURS = {'networkx': '#4c78a8', 'igraph': '#f58518', 'scipy': '#54a24b', 'graphtool': '#b279a2'}


def seconds(s):
    return f'{s * 1e6:.0f} us' if s < 1e-3 else f'{s * 1e3:.2f} ms' if s < 1 else f'{s:.2f} s'


def ratio(row, tool):
    """How many times longer a tool takes than we do; None when one of the two did not run."""
    times = row['seconds']
    return times[tool]['median'] / times['ours']['median'] if tool in times and 'ours' in times else None


def line(row, tools):
    cells = [f"{row['graph']:8} {row['case']:22}"]
    for tool in tools:
        if tool in row['seconds']:
            times = ratio(row, tool)
            cells.append(f"{tool} {seconds(row['seconds'][tool]['median'])}" + (f' ({times:.4g}x)' if times and tool != 'ours' else ''))
    verdict = {True: 'agrees', False: 'DIFFERS', None: 'not checked'}[row['agrees']]
    return ' | '.join([*cells, f"{verdict}: {row['check']}" if row['check'] else verdict])


def means(rows, tools):
    """Geometric mean of the ratios and the least of them, by graph and tool."""
    found = {}
    for graph in dict.fromkeys(row['graph'] for row in rows):
        for tool in tools:
            ratios = [(r, row['case']) for row in rows if row['graph'] == graph and tool != 'ours' and (r := ratio(row, tool))]
            if ratios:
                least, case = min(ratios)
                mean = math.exp(sum(math.log(r) for r, _ in ratios) / len(ratios))
                found.setdefault(graph, {})[tool] = {'mean': mean, 'least': least, 'leastCase': case, 'cases': len(ratios)}
    return found


def summary(result):
    lines = ['']
    for load in result['loads']:
        lines.append(f"{load['graph']:8} {load['tool']:10} loaded in {seconds(load['seconds'])}, {load['memoryMb']:.0f} MB more")
    for graph, tools in result['means'].items():
        for tool, m in tools.items():
            lines.append(f"{graph:8} {tool:10} geometric mean {m['mean']:.1f}x over {m['cases']} cases, least {m['least']:.2f}x ({m['leastCase']})")
    differs = [f"{row['graph']} {row['case']}" for row in result['rows'] if row['agrees'] is False]
    lines.append(f'Answers that differ: {", ".join(differs)}' if differs else 'No checked answer differs.')
    return '\n'.join(lines)


def picture(result):
    """Bars of the ratios on a logarithmic scale, as SVG."""
    bars = [(f"{row['graph']} {row['case']}", tool, ratio(row, tool)) for row in result['rows'] for tool in COLOURS if ratio(row, tool)]
    top, left, wide, step = max([10, *(r for _, _, r in bars)]), 210, 640, 14
    place = lambda r: left + wide * (math.log10(max(r, .1)) + 1) / (math.log10(top) + 1.1)
    height = 60 + step * len(bars)
    out = [f'<svg xmlns="http://www.w3.org/2000/svg" width="{left + wide + 90}" height="{height}" font-family="sans-serif" font-size="11">',
           '<rect width="100%" height="100%" fill="#fff"/>',
           f'<text x="10" y="18" font-size="13">How many times longer a peer takes ({escape(result["at"])}, {result["threads"]} threads)</text>']
    for number, (tool, colour) in enumerate(COLOURS.items()):
        out.append(f'<rect x="{left + 110 * number}" y="26" width="10" height="10" fill="{colour}"/><text x="{left + 14 + 110 * number}" y="35">{tool}</text>')
    for power in range(0, int(math.log10(top)) + 1):
        x = place(10 ** power)
        out.append(f'<line x1="{x:.0f}" y1="44" x2="{x:.0f}" y2="{height}" stroke="#ddd"/><text x="{x + 2:.0f}" y="52" fill="#888">{10 ** power}x</text>')
    before = None
    for number, (name, tool, r) in enumerate(bars):
        y = 56 + step * number
        if name != before:
            out.append(f'<text x="8" y="{y + 10}">{escape(name)}</text>')
        before = name
        low, high = sorted((place(1), place(r)))
        out.append(f'<rect x="{low:.1f}" y="{y}" width="{max(high - low, 1):.1f}" height="{step - 3}" fill="{COLOURS[tool]}"/><text x="{high + 3:.1f}" y="{y + 10}">{r:.3g}x</text>')
    return '\n'.join([*out, '</svg>\n'])
