"""Drawn shop fronts, where there is no photo.

Flat and geometric, in the colours of the site. The same name and kind of goods always give the
same drawing: parapet, wall, awning, hem, side of the door, window and lamp come from a hash.
There are no ids in it, so any number fits on one page. Colours are classes
(`static/css/components/facade.css`) with the light theme's values as attributes, so that a drawing
also stands alone. Shutters are drawn, and shown by CSS when a parent has `data-shut="yes"`.
"""

import hashlib
from collections.abc import Sequence
from functools import lru_cache
from html import escape

from directory.goods import GOODS
from directory.goods_words import kind_of
from directory.shapes import HEX, circle, group, line, path, rect

WIDTH, HEIGHT = 240, 218

#: Outlines of wall and parapet.
TOPS = {
    "flat": "M12 214 V30 H228 V214 Z",
    "gable": "M12 214 V46 L120 6 L228 46 V214 Z",
    "step": "M12 214 V42 H50 V26 H86 V10 H154 V26 H190 V42 H228 V214 Z",
    "arch": "M12 214 V40 H54 A66 34 0 0 1 186 40 H228 V214 Z",
}
BRICK_ON = {"fs": "fh", "fh": "fs", "fb": "fh"}
SIGN_LETTERS = 20  # a longer name takes two lines
SIGN_LINE = 30  # and what does not fit into them is cut


def sign_lines(name: str) -> list[str]:
    """The name as it is painted on the sign: one line, or two of about the same length."""
    name = " ".join(name.split())
    if len(name) <= SIGN_LETTERS or " " not in name:
        return [cut(name)] if name else []
    words = name.split(" ")
    halves = [(" ".join(words[:i]), " ".join(words[i:])) for i in range(1, len(words))]
    first, second = min(halves, key=lambda pair: max(map(len, pair)))
    return [cut(first), cut(second)]


def cut(text: str) -> str:
    return text if len(text) <= SIGN_LINE else text[: SIGN_LINE - 1].rstrip() + "…"


def _sign(name: str, colour: str) -> str:
    lines = sign_lines(name)
    out = [rect(20, 46, 200, 30, colour)]
    if lines:
        longest = max(map(len, lines))
        size = min(23 if len(lines) == 1 else 13.5, 178 / max(1, longest * 0.585))
        for i, text in enumerate(lines):
            y = 61 + size * 0.34 + (i - (len(lines) - 1) / 2) * size * 1.02
            out.append(
                f'<text x="120" y="{y:.1f}" font-size="{size:.1f}" text-anchor="middle"'
                f' font-weight="700" class="fp" fill="{HEX["fp"]}"'
                f" font-family=\"'Bricolage Grotesque', sans-serif\">{escape(text)}</text>"
            )
    return "".join(out)


def _awning(front: str, back: str, stripes: int, hem: str) -> str:
    x0, x1, y0, y1 = 24, 16, 80, 106
    upper, lower = (WIDTH - 2 * x0) / stripes, (WIDTH - 2 * x1) / stripes
    out = []
    for i in range(stripes):
        tl, tr = x0 + i * upper, x0 + (i + 1) * upper
        bl, br = x1 + i * lower, x1 + (i + 1) * lower
        end = {
            "scallop": f"A{lower / 2:.2f} {min(lower / 2, 9):.2f} 0 0 1 {bl:.2f} {y1}",
            "straight": f"v7 H{bl:.2f} v-7",
            "zigzag": f"L{(bl + br) / 2:.2f} {y1 + 9} L{bl:.2f} {y1}",
        }[hem]
        shape = f"M{tl:.2f} {y0} H{tr:.2f} L{br:.2f} {y1} {end} Z"
        out.append(path(shape, front if i % 2 == 0 else back))
    if front == back:
        out.append(line(f"M{x1 + 4} {y1 - 4} H{WIDTH - x1 - 4}", 2, "fp"))
    out.append(rect(x0 - 2, y0 - 3, WIDTH - 2 * x0 + 4, 4, "fi"))
    return "".join(out)


def _front(name: str, kind: str) -> str:
    """The drawing without its frame: 240 wide, 218 high, standing on its pavement."""
    d = hashlib.sha256(f"{kind}/{name}".encode()).digest()

    def pick(i: int, options: Sequence[str]) -> str:
        return options[d[i] % len(options)]

    roof = pick(0, ("flat", "step", "gable", "arch"))
    wall = pick(1, ("fs", "fh", "fs", "fb"))
    sign = "fi" if wall == "fb" else pick(2, ("fi", "fb"))
    strong = "fi" if wall == "fb" or sign == "fb" else "fb"
    awnings = ((strong, "fp", 7), (strong, "fp", 11), (strong, strong, 8), (strong, "fp", 9))
    hem = pick(4, ("scallop", "straight", "zigzag", "scallop"))
    door_left = d[5] % 2 == 0
    window = pick(6, ("plain", "arch", "panes", "transom"))
    door = "fi" if wall == "fb" else "fb"

    out = [path(TOPS[roof], wall)]
    if roof == "flat":
        out.append(rect(6, 24, 228, 8, "fu"))
        out += [rect(x, 32, 6, 5, "fu") for x in range(20, 220, 17)]
    else:
        out.append(circle(120, 29, 8.5, "fi") + circle(120, 29, 5.5, "fg"))
    for k in range(3):
        side = 15 if d[7 + k] % 2 else 213
        out.append(rect(side, 116 + 26 * k + d[10 + k] % 12, 11, 4, BRICK_ON[wall]))

    wx, dx = (88, 30) if door_left else (30, 164)
    out.append(rect(wx - 4, 98, 130, 96, "fi", 3))
    glass = f"M{wx} 102 h122 v88 h-122 Z"
    if window == "arch":
        glass = f"M{wx} 190 V122 A61 20 0 0 1 {wx + 122} 122 V190 Z"
    out.append(path(glass, "fg"))
    if window == "panes":
        out.append(line(f"M{wx + 61} 102 V190", 2))
    if window == "transom":
        out.append(line(f"M{wx} 128 h122", 2))
    mirrored = d[11] % 2 == 0
    place = f"translate({wx + 122} 190) scale(-1 1)" if mirrored else f"translate({wx} 190)"
    out.append(group(place, GOODS[kind](d[12:])))
    out.append(rect(wx - 8, 190, 138, 6, "fi"))

    out.append(rect(dx - 4, 100, 54, 114, "fi") + rect(dx, 104, 46, 110, door))
    out.append(
        rect(dx + 7, 116, 32, 54, "fg") + circle(dx + (40 if door_left else 6), 182, 3, "fs")
    )
    out.append(rect(dx + 13, 128, 20, 12, "fs", 2) + line(f"M{dx + 15} 128 l8 -6 8 6", 1.5))

    slats = "".join(f"M{wx} {y} h122 " for y in range(112, 190, 8))
    out.append(
        f'<g class="f-shut" display="none">{rect(wx, 102, 122, 88, "fs")}{line(slats, 1.5)}'
        f"{rect(wx + 52, 180, 18, 5, 'fi')}{rect(dx + 7, 116, 32, 54, 'fi')}</g>"
    )
    front, back, stripes = awnings[d[3] % len(awnings)]
    out.append(_awning(front, back, stripes, hem))
    out.append(_sign(name, sign))
    if d[9] % 2:
        px = 224 if door_left else 16
        out.append(rect(px - 7, 196, 14, 18, "fi") + circle(px, 188, 10, door))
        out.append(circle(px, 178, 7, door))
    out.append(rect(0, 214, WIDTH, 4, "fu"))
    return "".join(out)


def _svg(css_class: str, width: int, height: int, inner: str, label: str) -> str:
    hidden = 'aria-hidden="true" focusable="false"'
    access = f'role="img" aria-label="{escape(label)}"' if label else hidden
    return (
        f'<svg class="{css_class}" xmlns="http://www.w3.org/2000/svg"'
        f' viewBox="0 0 {width} {height}" width="{width}" height="{height}" {access}>{inner}</svg>'
    )


@lru_cache(maxsize=2048)
def facade(name: str, key: str = "", *, label: str = "") -> str:
    """The front of the shop `name` as inline SVG.

    `key` says what it sells: a slug, trade or icon of any kind; what nobody knows gets a neutral
    window. Without a `label` the drawing is decoration and hidden from assistive technology.
    """
    return _svg("facade", WIDTH, HEIGHT, _front(name, kind_of(key)), label)


@lru_cache(maxsize=256)
def street(seed: str) -> str:
    """Four nameless shops beside each other: the picture of a story that has none."""
    kinds = sorted(GOODS)
    digest = hashlib.sha256(seed.encode()).digest()
    houses = []
    for i in range(4):
        kind = kinds[digest[i] % len(kinds)]
        front = _front("", kind).replace('class="f-shut" display="none"', 'display="none"')
        houses.append(group(f"translate({i * 240} 100)", front))
    ground = rect(0, 314, 960, 106, "fb") + rect(0, 314, 960, 6, "fu")
    marks = "".join(rect(x, 364, 70, 6, "fh") for x in range(40, 960, 150))
    sun = circle(120 + digest[5] * 720 // 255, 58, 34, "fm")
    sky = rect(0, 0, 960, 420, "fk")
    svg = _svg("scene", 960, 420, sky + sun + "".join(houses) + ground + marks, "")
    # Where a list gives it less width, whole houses are cut off rather than all made tiny.
    return svg.replace("<svg ", '<svg preserveAspectRatio="xMinYMax slice" ', 1)
