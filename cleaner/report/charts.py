"""Charts as inline SVG: no script, colours from the page's classes, and the numbers again in words for those who
cannot see them."""

from collections.abc import Sequence
from html import escape

WIDTH, ROW, LABEL = 640, 22, 230


def bars(title: str, rows: Sequence[tuple[str, int]], unit: str) -> str:
    """Horizontal bars, one a row, each with its label and number."""
    if not rows:
        return "<p>None.</p>"
    most = max(value for _, value in rows) or 1
    room = WIDTH - LABEL - 90
    parts = []
    for number, (label, value) in enumerate(rows):
        y = number * ROW
        length = max(1, round(room * value / most))
        parts.append(
            f'<text x="{LABEL - 8}" y="{y + 15}" text-anchor="end">{escape(_short(label))}'
            f"<title>{escape(label)}</title></text>"
            f'<rect class="bar" x="{LABEL}" y="{y + 4}" width="{length}" height="14" rx="2"/>'
            f'<text x="{LABEL + length + 6}" y="{y + 15}">{value:,}</text>'
        )
    told = "; ".join(f"{label} {value:,}" for label, value in rows)
    return _svg(title, f"{told} ({unit})", len(rows) * ROW + 4, parts)


def columns(title: str, series: Sequence[tuple[str, Sequence[tuple[str, int]]]], unit: str) -> str:
    """Columns side by side, one colour a series; all series have the same labels."""
    labels = [label for label, _ in series[0][1]] if series else []
    most = max((value for _, points in series for _, value in points), default=0)
    if not most:
        return "<p>None.</p>"
    height, bottom = 180, 160
    step = (WIDTH - 20) / len(labels)
    wide = max(1.0, step * 0.8 / len(series))
    every = max(1, -(-len(labels) // 9))
    parts = [f'<line class="axis" x1="10" y1="{bottom}" x2="{WIDTH - 10}" y2="{bottom}"/>']
    for which, (name, points) in enumerate(series):
        for number, (label, value) in enumerate(points):
            tall = (bottom - 16) * value / most
            x = 10 + number * step + which * wide
            parts.append(
                f'<rect class="bar s{which}" x="{x:.1f}" y="{bottom - tall:.1f}" width="{wide:.1f}" '
                f'height="{tall:.1f}"><title>{escape(f"{label}, {name}: {value:,}")}</title></rect>'
            )
    for number, label in enumerate(labels):
        if number % every == 0:
            parts.append(f'<text x="{10 + number * step:.1f}" y="{bottom + 15}">{escape(label)}</text>')
    told = "; ".join(
        f"{name}: " + ", ".join(f"{label} {value:,}" for label, value in points if value) for name, points in series
    )
    names = [name for name, _ in series]
    legend = "".join(f'<li class="k{which}">{escape(name)}</li>' for which, name in enumerate(names))
    return (f'<ul class="legend">{legend}</ul>' if len(names) > 1 else "") + _svg(
        title, f"{told} ({unit})", height, parts
    )


def flow(title: str, whole: tuple[str, int], parts: Sequence[tuple[str, int]]) -> str:
    """What becomes of a whole: a band from it to each of its parts, as wide as that part is large."""
    label, total = whole
    if not total:
        return "<p>None.</p>"
    tall, gap, left, right = 160, 18, 130, WIDTH - 190
    drawn, y, z = [], 0.0, 0.0
    drawn.append(f'<rect class="bar" x="{left - 14}" y="0" width="14" height="{tall}"/>')
    drawn.append(f'<text x="{left - 20}" y="{tall / 2 + 4}" text-anchor="end">{escape(label)} {total:,}</text>')
    for number, (name, value) in enumerate(parts):
        width = tall * value / total
        middle = (left + right) / 2
        if value:
            drawn.append(
                f'<path class="band s{number}" d="M{left},{y:.1f} C{middle},{y:.1f} {middle},{z:.1f} {right},{z:.1f} '
                f'V{z + width:.1f} C{middle},{z + width:.1f} {middle},{y + width:.1f} {left},{y + width:.1f} Z"/>'
            )
        drawn.append(f'<text x="{right + 8}" y="{z + width / 2 + 5:.1f}">{escape(name)} {value:,}</text>')
        y += width
        z += max(width, 2.0) + gap
    told = ", ".join(f"{name} {value:,}" for name, value in parts)
    return _svg(title, f"{label} {total:,}: {told}", round(max(tall, z)) + 6, drawn)


def _svg(title: str, told: str, height: int, parts: Sequence[str]) -> str:
    return (
        f'<svg role="img" viewBox="0 -2 {WIDTH} {height + 2}" aria-label="{escape(f"{title}: {told}")}">'
        f"<title>{escape(title)}</title><desc>{escape(told)}</desc>{''.join(parts)}</svg>"
    )


def _short(label: str) -> str:
    return label if len(label) <= 34 else f"{label[:16]}…{label[-16:]}"
