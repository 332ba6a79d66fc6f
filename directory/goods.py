"""What lies in the windows of the drawn shop fronts, one drawing for each kind of goods.

A drawing fills a box 122 wide: x from 0, standing on y = 0 and growing upwards (negative y), at
most 66 high, except for what hangs from above (-88). It gets bytes of a hash to vary with.
"""

from collections.abc import Callable, Sequence

from directory import goods_arts
from directory.shapes import circle, group, line, path, rect


def _books(d: Sequence[int]) -> str:
    out, x, i = [], 6, 0
    while x < 62:
        w, h = 7 + d[i] % 6, 34 + d[i + 1] % 20
        colour = ("fi", "fb", "fs", "fb", "fi", "fh")[(d[i + 2] + i) % 6]
        out.append(rect(x, -h, w, h, colour))
        out.append(rect(x + 2, -h + 6, w - 4, 3, "fp" if colour in ("fi", "fb") else "fi"))
        x += w + 1
        i += 1
    leaning = rect(0, -44, 9, 44, "fb") + rect(2, -37, 5, 3, "fp")
    out.append(group(f"translate({x + 6} 0) rotate(-14)", leaning))
    out.append(rect(x + 21, -8, 26, 8, "fi") + rect(x + 23, -15, 22, 7, "fb"))
    out.append(rect(x + 20, -21, 24, 6, "fs"))
    return "".join(out)


def _jewellery(d: Sequence[int]) -> str:
    bust = "M14 0 L18 -14 Q8 -22 10 -38 Q14 -50 22 -52 L24 -62 H34 L36 -52"
    out = [path(bust + " Q44 -50 48 -38 Q50 -22 40 -14 L44 0 Z", "fi")]
    chain = ((14, -44), (17, -37), (22, -32), (29, -30), (36, -32), (41, -37), (44, -44))
    out += [circle(x, y, 3, "fs") for x, y in chain]
    out.append(path("M29 -28 l5 6 -5 8 -5 -8 Z", "fb"))
    out.append(line("M62 -10 a11 11 0 1 0 22 0 a11 11 0 1 0 -22 0", 4, "fb"))
    out.append(path("M66 -28 h14 l4 5 -11 9 -11 -9 Z", "fi"))
    out.append(rect(96, -26, 20, 26, "fs", 2) + circle(106, -17, 6.5, "fi"))
    out.append(circle(106, -17, 3.4, "fp") + rect(58, -2, 30, 2, "fi"))
    return "".join(out)


def _cafe(d: Sequence[int]) -> str:
    return "".join(
        (
            line("M26 -80 V-58") + path("M14 -48 a12 12 0 0 1 24 0 Z", "fb"),
            line("M96 -80 V-62") + path("M84 -52 a12 12 0 0 1 24 0 Z", "fb"),
            rect(6, -18, 52, 4, "fi") + rect(30, -14, 4, 14, "fi") + rect(20, -3, 24, 3, "fi"),
            path("M18 -32 h22 v5 a9 9 0 0 1 -9 9 h-4 a9 9 0 0 1 -9 -9 Z", "fb"),
            line("M40 -30 a4 4 0 0 1 0 8", 2.5, "fb"),
            line("M25 -36 q3 -4 0 -8 M33 -36 q3 -4 0 -8", 2),
            rect(68, -8, 46, 8, "fi") + path("M74 -10 a17 17 0 0 1 34 0 Z", "fs"),
            path("M80 -10 v-8 l18 -3 4 4 v7 Z", "fb") + circle(91, -29, 2.6, "fi"),
        )
    )


def _perfumery(d: Sequence[int]) -> str:
    return "".join(
        (
            rect(10, -34, 28, 34, "fb", 4)
            + rect(19, -42, 10, 8, "fi")
            + rect(16, -24, 16, 12, "fp"),
            circle(62, -18, 18, "fi") + rect(57, -42, 10, 8, "fb") + circle(62, -47, 5, "fb"),
            circle(62, -18, 8, "fs") + path("M88 0 L92 -46 h10 L106 0 Z", "fs"),
            path("M90.6 -30 h12.8 L106 0 H88 Z", "fh") + rect(93, -58, 8, 12, "fi", 2),
            line("M108 -52 h6", 2) + circle(116, -52, 1.6, "fi"),
            circle(112, -58, 1.6, "fb") + circle(112, -46, 1.6, "fb"),
        )
    )


def _stationery(d: Sequence[int]) -> str:
    pens = (
        ("translate(20 -24) rotate(-12)", -34, "fb", "fs"),
        ("translate(28 -24) rotate(3)", -30, "fi", "fs"),
        ("translate(34 -24) rotate(16)", -34, "fh", "fi"),
    )
    out = [
        group(place, rect(-3, top, 6, 2 - top, body) + path(f"M-3 {top} h6 l-3 -8 Z", tip))
        for place, top, body, tip in pens
    ]
    letter = rect(0, 0, 40, 26, "fp") + line("M0 0 h40 v26 h-40 Z M0 0 l20 15 20 -15", 2)
    out.append(path("M12 -28 h30 l-3 28 h-24 Z", "fi") + rect(13, -20, 27, 5, "fb"))
    out.append(rect(54, -9, 60, 9, "fb") + rect(58, -16, 52, 7, "fs") + rect(56, -22, 50, 6, "fi"))
    out.append(group("translate(62 -52) rotate(-6)", letter + rect(31, 16, 6, 7, "fb")))
    return "".join(out)


def _crafts(d: Sequence[int]) -> str:
    wool = "M17 -30 q16 4 24 22 M14 -20 q14 2 20 17 M26 -37 q14 6 22 20"
    button = ((101, -42), (107, -42), (101, -37), (107, -37))
    return "".join(
        (
            line("M12 -54 L40 -8", 3) + line("M52 -54 L22 -8", 3),
            circle(12, -55, 3, "fb") + circle(52, -55, 3, "fb"),
            circle(31, -19, 19, "fb") + line(wool, 1.6, "fp"),
            rect(64, -6, 26, 6, "fi") + rect(68, -34, 18, 28, "fh") + rect(64, -40, 26, 6, "fi"),
            line("M68 -14 l18 -4 M68 -21 l18 -4 M68 -28 l18 -4", 1.6),
            line("M104 -78 V-46", 1.6) + circle(104, -40, 9, "fi"),
            *(circle(x, y, 1.7, "fp") for x, y in button),
            circle(107, -9, 9, "fs") + circle(104, -9, 1.7, "fi") + circle(110, -9, 1.7, "fi"),
        )
    )


def _bakery(d: Sequence[int]) -> str:
    pretzel = "M92 -66 q-16 -12 -20 2 q-2 12 14 18 M92 -66 q16 -12 20 2 q2 12 -14 18"
    return "".join(
        (
            rect(4, -30, 60, 4, "fi") + rect(4, -4, 60, 4, "fi") + rect(6, -30, 3, 30, "fi"),
            rect(59, -30, 3, 30, "fi"),
            path("M10 -31 a24 17 0 0 1 48 0 Z", "fb"),
            line("M22 -42 l6 7 M32 -45 l6 8 M43 -43 l6 7", 2, "fp"),
            *(
                path(f"M{x} -4 a9 9 0 0 1 18 0 Z", c)
                for x, c in ((9, "fs"), (26, "fh"), (43, "fs"))
            ),
            line("M92 -88 V-70", 1.6),
            line(pretzel + " M86 -44 L102 -58 M98 -44 L82 -58", 5, "fb"),
            path("M72 0 l4 -20 h34 l4 20 Z", "fs"),
            *(
                group(f"translate({x} -18) rotate({r})", rect(-4, -26, 8, 30, "fb", 4))
                for x, r in ((84, -12), (93, 0), (102, 12))
            ),
            path("M72 0 l4 -20 h34 l4 20 Z", "fi") + rect(77, -14, 32, 3, "fs"),
        )
    )


def _flowers(d: Sequence[int]) -> str:
    out = []
    for i, (x, pot) in enumerate(((18, "fi"), (58, "fb"), (98, "fi"))):
        bloom = ("fb", "fh", "fb")[(i + d[i]) % 3]
        stem, tall = ("fi", 40 + d[i + 3] % 14)
        for dx, dy in ((-9, 6), (0, 0), (9, 8)):
            top = -tall + dy
            out.append(line(f"M{x} -16 L{x + dx} {top}", 2, stem))
            out += [
                circle(x + dx + ox, top + oy, 4, bloom)
                for ox, oy in ((-4, 0), (4, 0), (0, -4), (0, 4))
            ]
            out.append(circle(x + dx, top, 2.4, "fs"))
        out.append(path(f"M{x - 13} -20 h26 l-4 20 h-18 Z", pot))
        out.append(rect(x - 12, -14, 24, 3, "fs"))
    return "".join(out)


def _clothes(d: Sequence[int]) -> str:
    coat = "M-15 -4 L-5 -12 H5 L15 -4 L12 6 L9 4 V32 H-9 V4 L-12 6 Z"
    dress = "M24 -52 h6 q2 6 6 8 l-3 14 L44 -8 H10 L21 -30 l-3 -14 q4 -2 6 -8 Z"
    return "".join(
        (
            line("M26 -8 V0 M18 0 H36", 3) + circle(27, -58, 4, "fi") + path(dress, "fb"),
            line("M20 -30 H34", 2, "fp"),
            line("M58 -66 H120", 3) + line("M62 -66 V0 M116 -66 V0", 2),
            *(
                line(f"M{x} -66 v6", 1.6) + group(f"translate({x} -46)", path(coat, c))
                for x, c in ((76, "fi"), (100, "fh" if d[0] % 2 else "fb"))
            ),
            line("M76 -56 V-16", 1.5, "fp"),
        )
    )


def _shoes(d: Sequence[int]) -> str:
    boot = "M0 0 V-34 H16 V-16 Q30 -14 32 -4 V0 Z"
    pump = "M0 -20 q10 12 26 13 q8 1 8 7 H16 Q8 -2 5 -9 L3 0 H1 Z"
    return "".join(
        (
            rect(4, -30, 114, 3, "fi") + rect(6, -4, 110, 4, "fi"),
            group("translate(14 -4)", path("M0 0 V-20 H14 V-11 Q26 -9 28 0 Z", "fb")),
            rect(12, -8, 32, 4, "fi"),
            group("translate(54 -4)", path(pump, "fi"))
            + group("translate(72 -4)", path(pump, "fi")),
            group("translate(112 -30) scale(-1 1)", path(boot, "fb") + rect(-2, -4, 36, 4, "fi")),
            group("translate(50 -30)", path(pump, "fb")),
            group("translate(12 -30)", path(boot, "fh") + rect(-2, -4, 36, 4, "fi")),
            line("M16 -58 h10 M16 -52 h10", 1.6),
        )
    )


def _bikes(d: Sequence[int]) -> str:
    frame = "M30 -22 L50 -54 H82 L64 -22 Z M64 -22 L46 -60 M92 -22 L80 -60"
    return "".join(
        (
            *(line(f"M{x - 20} -22 a20 20 0 1 0 40 0 a20 20 0 1 0 -40 0", 3.5) for x in (30, 92)),
            *(line(f"M{x} -42 V-2 M{x - 20} -22 h40", 1) for x in (30, 92)),
            line(frame, 4, "fb"),
            line("M38 -61 H54 M80 -60 h10 q5 0 5 6", 4),
            circle(64, -22, 5, "fi") + line("M64 -22 l5 10 M65 -11 h9", 2.5),
        )
    )


def _food(d: Sequence[int]) -> str:
    fruit = ("fb", "fh", "fb", "fs")
    crates = []
    for i, x in enumerate((6, 46)):
        crates += [circle(x + 7 + 8 * k, -24, 6, fruit[(k + i + d[k]) % 4]) for k in range(4)]
        crates.append(rect(x, -22, 36, 22, "fi" if i else "fs"))
        crates.append(line(f"M{x + 2} -15 h32 M{x + 2} -8 h32", 1.6, "fs" if i else "fi"))
    return "".join(
        (
            *crates,
            line("M26 -88 V-70", 1.6) + path("M12 -56 q14 -20 28 0 q-14 8 -28 0 Z", "fb"),
            line("M64 -88 V-76", 1.6)
            + rect(60, -76, 8, 34, "fh", 4)
            + line("M60 -64 h8 M60 -54 h8", 1.6),
            rect(90, -40, 12, 40, "fb", 3)
            + rect(93, -52, 6, 14, "fi")
            + rect(90, -26, 12, 12, "fp"),
            rect(106, -26, 14, 26, "fs", 2)
            + rect(105, -30, 16, 5, "fi")
            + rect(108, -18, 10, 9, "fp"),
        )
    )


def _restaurant(d: Sequence[int]) -> str:
    return "".join(
        (
            line("M61 -88 V-66") + path("M46 -54 a15 13 0 0 1 30 0 Z", "fb"),
            path("M14 -22 H108 L114 0 H8 Z", "fp") + line("M14 -22 H108 L114 0 H8 Z", 2),
            line("M30 -22 l-3 22 M61 -22 v22 M92 -22 l3 22", 1.4, "fb"),
            path("M38 -24 a23 20 0 0 1 46 0 Z", "fi") + circle(61, -46, 3.4, "fi"),
            rect(32, -25, 58, 3, "fs"),
            path("M18 -46 h12 q0 12 -6 13 q-6 -1 -6 -13 Z", "fb")
            + line("M24 -34 V-23 M19 -23 h10", 2),
            rect(97, -42, 5, 18, "fs") + circle(99.5, -45, 2.4, "fb") + rect(94, -25, 11, 3, "fi"),
        )
    )


def _hairdresser(d: Sequence[int]) -> str:
    pole = "".join(path(f"M96 {y} l16 -8 v8 l-16 8 Z", "fb") for y in range(-40, -8, 16))
    return "".join(
        (
            circle(38, -50, 19, "fi") + circle(38, -50, 15.5, "fs"),
            line("M29 -44 l12 -14 M34 -40 l10 -12", 1.6, "fp"),
            path("M22 -22 q0 -10 16 -10 q16 0 16 10 v10 H22 Z", "fb") + rect(18, -14, 40, 6, "fi"),
            rect(36, -8, 4, 6, "fi") + rect(26, -3, 24, 3, "fi"),
            rect(96, -56, 16, 52, "fp") + pole + line("M96 -56 V-4 M112 -56 V-4", 2),
            rect(93, -60, 22, 6, "fi", 2)
            + rect(93, -6, 22, 6, "fi", 2)
            + circle(104, -63, 4, "fi"),
            line("M66 -2 L82 -30 M82 -2 L66 -30", 2.6) + circle(65, -3, 3.6, "fb"),
            circle(83, -3, 3.6, "fb"),
        )
    )


def _pharmacy(d: Sequence[int]) -> str:
    return "".join(
        (
            rect(10, -44, 34, 44, "fs", 4) + rect(16, -54, 22, 10, "fi", 2),
            rect(23, -34, 8, 24, "fb") + rect(15, -26, 24, 8, "fb"),
            path("M56 -26 h36 q-2 24 -18 24 q-16 0 -18 -24 Z", "fi") + rect(64, -3, 20, 3, "fi"),
            group("translate(78 -26) rotate(28)", rect(-3, -30, 6, 30, "fb", 3)),
            rect(100, -30, 16, 30, "fh", 3)
            + rect(102, -38, 12, 8, "fi")
            + rect(100, -20, 16, 10, "fp"),
            group(
                "translate(100 -60) rotate(-20)",
                rect(0, 0, 22, 9, "fb", 4.5) + rect(11, 0, 11, 9, "fp", 4.5),
            ),
        )
    )


def _optician(d: Sequence[int]) -> str:
    ring = (
        "M8 -20 a11 11 0 1 0 22 0 a11 11 0 1 0 -22 0 M40 -20 a11 11 0 1 0 22 0 a11 11 0 1 0 -22 0"
    )
    letters = "".join(
        rect(96 - w / 2, y, w, h, "fi")
        for w, y, h in ((14, -62, 8), (20, -50, 5), (24, -41, 4), (26, -33, 3))
    )
    return "".join(
        (
            line(ring, 4, "fb") + line("M30 -22 q5 -5 10 0 M8 -22 L2 -28 M62 -22 L68 -28", 4, "fb"),
            rect(10, -4, 50, 4, "fi") + rect(33, -8, 4, 6, "fi"),
            rect(78, -68, 36, 44, "fp") + line("M78 -68 h36 v44 h-36 Z", 2) + letters,
            rect(80, -12, 34, 12, "fi", 6) + rect(85, -9, 24, 3, "fs"),
            line("M34 -88 V-66", 1.6)
            + line(
                "M20 -60 a6 6 0 1 0 12 0 a6 6 0 1 0 -12 0 M36 -60 a6 6 0 1 0 12 0 a6 6 0 1 0 -12 0"
                " M32 -61 h4",
                2.6,
            ),
        )
    )


def _electronics(d: Sequence[int]) -> str:
    return "".join(
        (
            rect(6, -52, 56, 38, "fi", 3) + rect(10, -48, 48, 30, "fb"),
            path("M10 -18 l16 -16 10 9 12 -14 10 12 v9 Z", "fh") + rect(30, -14, 8, 10, "fi"),
            rect(18, -4, 32, 4, "fi"),
            rect(72, -44, 22, 44, "fs", 3) + circle(83, -31, 6, "fi") + circle(83, -13, 8, "fi"),
            circle(83, -13, 3, "fb")
            + rect(102, -32, 16, 32, "fi", 3)
            + rect(104, -28, 12, 22, "fp"),
            line("M110 -60 V-36 M102 -60 q8 -10 16 0", 2.4, "fb"),
        )
    )


def _furniture(d: Sequence[int]) -> str:
    return "".join(
        (
            path("M10 -26 q0 -24 22 -24 q22 0 22 24 v10 H10 Z", "fb"),
            rect(4, -26, 12, 22, "fb", 4)
            + rect(48, -26, 12, 22, "fb", 4)
            + rect(12, -18, 40, 12, "fh", 2),
            rect(9, -5, 4, 5, "fi") + rect(51, -5, 4, 5, "fi"),
            line("M96 -50 V-2", 2.6) + path("M82 -46 L88 -66 h16 L110 -46 Z", "fs"),
            line("M82 -46 L88 -66 h16 L110 -46 Z", 1.6) + rect(86, -3, 20, 3, "fi"),
            rect(66, -20, 22, 3, "fi") + rect(69, -17, 3, 17, "fi") + rect(82, -17, 3, 17, "fi"),
            path("M72 -20 l2 -10 h6 l2 10 Z", "fb")
            + line("M77 -30 l-5 -9 M77 -30 v-12 M77 -30 l5 -9", 1.8),
        )
    )


def _toys(d: Sequence[int]) -> str:
    return "".join(
        (
            circle(28, -44, 12, "fb") + circle(19, -54, 5, "fb") + circle(37, -54, 5, "fb"),
            path("M14 0 q-4 -32 14 -32 q18 0 14 32 Z", "fb") + circle(28, -14, 8, "fh"),
            circle(24, -46, 1.6, "fi") + circle(32, -46, 1.6, "fi") + circle(28, -40, 2.6, "fi"),
            rect(56, -18, 18, 18, "fi") + rect(76, -18, 18, 18, "fs") + rect(66, -36, 18, 18, "fb"),
            circle(65, -9, 4, "fs")
            + path("M80 -4 l5 -10 5 10 Z", "fb")
            + rect(72, -30, 6, 6, "fp"),
            path("M104 -74 l12 14 -12 18 -12 -18 Z", "fb")
            + line("M104 -74 V-42 M92 -60 H116", 1.5, "fp"),
            line("M104 -42 q-6 8 2 14 q6 6 -2 12", 1.6) + path("M100 -16 h12 v16 h-12 Z", "fh"),
        )
    )


def _hardware(d: Sequence[int]) -> str:
    return "".join(
        (
            group(
                "translate(24 0) rotate(-8)",
                rect(-3, -52, 6, 52, "fs") + rect(-16, -60, 30, 12, "fi", 2),
            ),
            path("M50 -30 h40 l-4 30 h-32 Z", "fb") + line("M52 -30 a18 22 0 0 1 36 0", 2.4),
            rect(52, -22, 36, 4, "fp"),
            group(
                "translate(106 0) rotate(6)",
                rect(-3, -34, 6, 34, "fi") + rect(-5, -56, 10, 24, "fb", 4),
            ),
            line("M70 -88 V-74", 1.6) + circle(70, -66, 8, "fi") + circle(70, -66, 3.4, "fg"),
        )
    )


def _neutral(d: Sequence[int]) -> str:
    """Half curtains and a plant: a shop whose goods nobody has told us."""
    folds = "".join(line(f"M{x} -86 V-50", 1.4, "fp") for x in range(12, 116, 13))
    return "".join(
        (
            rect(0, -88, 122, 40, "fh") + folds + line("M0 -49 H122", 2.5),
            path("M16 -20 h24 l-4 20 h-16 Z", "fb")
            + line("M28 -20 V-40 M28 -26 l-10 -10 M28 -26 l10 -10", 2.4),
            circle(28, -42, 5, "fi") + circle(17, -38, 4.4, "fi") + circle(39, -38, 4.4, "fi"),
            rect(66, -30, 44, 22, "fs", 2)
            + line("M72 -22 h32 M72 -16 h22", 2)
            + rect(84, -8, 8, 8, "fi"),
        )
    )


Drawing = Callable[[Sequence[int]], str]
GOODS: dict[str, Drawing] = {
    "books": _books, "jewellery": _jewellery, "cafe": _cafe, "perfumery": _perfumery,
    "stationery": _stationery, "crafts": _crafts, "bakery": _bakery, "flowers": _flowers,
    "clothes": _clothes, "shoes": _shoes, "bikes": _bikes, "food": _food,
    "restaurant": _restaurant, "hairdresser": _hairdresser, "pharmacy": _pharmacy,
    "optician": _optician, "electronics": _electronics, "furniture": _furniture, "toys": _toys,
    "hardware": _hardware, "music": goods_arts.music, "photo": goods_arts.photo,
    "neutral": _neutral,
}  # fmt: skip
