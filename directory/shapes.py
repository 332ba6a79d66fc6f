"""The few SVG shapes from which the shop fronts are drawn."""

#: Classes of the colours (see `facade.css`) and their values in the light theme.
HEX = {
    "fi": "#2A221E",  # ink
    "fb": "#A33B20",  # brick
    "fs": "#E6D5B8",  # sand
    "fh": "#E2B79F",  # blush
    "fp": "#FBF7F0",  # paper
    "fg": "#FFFDF8",  # glass, lit at night
    "fu": "#2A221E",  # ground
    "fk": "#FBF7F0",  # sky
    "fm": "#E2B79F",  # sun, or moon at night
}


def _fill(colour: str) -> str:
    return f'class="{colour}" fill="{HEX[colour]}"'


def rect(x: float, y: float, w: float, h: float, colour: str, radius: float = 0) -> str:
    rx = f' rx="{radius:g}"' if radius else ""
    return f'<rect x="{x:g}" y="{y:g}" width="{w:g}" height="{h:g}"{rx} {_fill(colour)}/>'


def circle(x: float, y: float, r: float, colour: str) -> str:
    return f'<circle cx="{x:g}" cy="{y:g}" r="{r:g}" {_fill(colour)}/>'


def path(d: str, colour: str) -> str:
    return f'<path d="{d}" {_fill(colour)}/>'


def line(d: str, width: float = 2, colour: str = "fi") -> str:
    return (
        f'<path d="{d}" fill="none" class="l{colour[1]}" stroke="{HEX[colour]}"'
        f' stroke-width="{width:g}" stroke-linecap="round"/>'
    )


def group(transform: str, inner: str) -> str:
    return f'<g transform="{transform}">{inner}</g>'
