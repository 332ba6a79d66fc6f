"""The windows of shops for music and for photography; see `goods.py` for the box they fill."""

from collections.abc import Sequence

from directory.shapes import circle, group, line, path, rect


def music(d: Sequence[int]) -> str:
    """A record in its sleeve, a guitar, a drum, and a note that hangs from above."""
    sleeve, body = (("fs", "fb"), ("fb", "fs"), ("fh", "fb"))[d[0] % 3]
    guitar = "".join(
        (
            rect(-2.5, -64, 5, 36, "fi") + rect(-4.5, -68, 9, 9, "fi", 2),
            circle(0, -31, 10, body) + circle(0, -14, 14, body) + rect(-7, -30, 14, 12, body),
            circle(0, -25, 4.6, "fi") + rect(-6, -10, 12, 3, "fi"),
            line("M-1.2 -60 V-10 M1.2 -60 V-10", 0.8, "fp"),
        )
    )
    return "".join(
        (
            circle(41, -19, 16, "fi") + circle(41, -19, 10, "fs") + circle(41, -19, 8.4, "fi"),
            circle(41, -19, 5, "fb") + circle(41, -19, 1.6, "fp"),
            rect(4, -38, 36, 38, sleeve) + rect(9, -32, 16, 3, "fi") + rect(9, -26, 10, 3, "fi"),
            line("M16 -88 V-80", 1.6) + line("M16 -62 V-80 l13 -4 V-66", 2.6),
            circle(12.5, -61, 4.4, "fb") + circle(25.5, -65, 4.4, "fb"),
            group("translate(74 0) rotate(5)", guitar),
            rect(93, -25, 26, 25, "fh") + line("M93 -21 l6.5 17 6.5 -17 6.5 17 6.5 -17", 1.6),
            rect(91, -28, 30, 5, "fi", 2) + rect(91, -4, 30, 4, "fi", 2),
            line("M94 -32 L116 -42 M100 -42 L118 -32", 2.4, "fb"),
        )
    )


def photo(d: Sequence[int]) -> str:
    """A camera on its legs, a picture in its frame, a roll of film and a strip hung up to dry."""
    frame, ground = (("fb", "fh"), ("fi", "fb"), ("fs", "fb"))[d[0] % 3]
    strip = "".join(rect(105, y, 9, 9, "fh") for y in (-85, -73, -61, -49))
    return "".join(
        (
            line("M28 -32 L13 0 M28 -32 V0 M28 -32 L43 0", 2.6),
            rect(8, -58, 40, 26, "fi", 3) + rect(19, -64, 16, 8, "fi", 2),
            circle(28, -45, 10, "fs") + circle(28, -45, 7, "fb") + circle(25.5, -47.5, 2, "fp"),
            rect(39, -54, 6, 4, "fp") + rect(11, -61, 6, 3, "fb"),
            line("M66 -8 L61 0 M86 -8 L91 0", 2.4),
            rect(56, -52, 40, 46, frame) + rect(61, -47, 30, 36, "fp"),
            circle(82, -38, 4.4, "fs"),
            path("M61 -11 V-18 L70 -32 78 -21 83 -27 91 -16 V-11 Z", ground),
            rect(102, -88, 15, 52, "fi") + strip,
            rect(106, -26, 8, 5, "fi") + rect(101, -22, 18, 22, "fs", 2),
            rect(101, -15, 18, 8, "fb"),
        )
    )
