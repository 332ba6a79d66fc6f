"""Write static/vendor/icons/: one sprite of the icons that categories and services use.

Only the paths of the pinned icon sets are taken over: no styles, no scripts, no colours, so that
each icon takes the colour of the text around it.

    python tools/build_vocabulary/sprite.py [--packages FOLDER]
"""

import argparse
import tomllib
import xml.etree.ElementTree as ElementTree
from pathlib import Path

from packages import MAKI, TEMAKI, Package, fetch

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
TARGET = ROOT / "static" / "vendor" / "icons"
SETS: dict[str, Package] = {"maki": MAKI, "temaki": TEMAKI}
SVG = "{http://www.w3.org/2000/svg}"
# Icons that editors may choose beside those that the vocabulary uses already.
SPARE = (
    "maki-star",
    "maki-heart",
    "maki-garden",
    "maki-teahouse",
    "maki-city",
    "temaki-bread",
    "temaki-meat",
    "temaki-bottles",
    "temaki-dress",
    "temaki-vase",
    "temaki-clock",
)

README = """# Icons

`sprite.svg` holds the icons of categories and services, one `<symbol>` each. It is written by
`tools/build_vocabulary/sprite.py`; do not change it by hand.

| prefix | package | version | licence |
|---|---|---|---|
{rows}

Both sets are in the public domain (CC0 1.0). Only the paths were taken over.
"""


def wanted() -> list[str]:
    """The names of all icons in the sources of the vocabulary, sorted."""
    tree = tomllib.loads((HERE / "categories.toml").read_text("utf-8"))["top"]
    services = tomllib.loads((HERE / "services.toml").read_text("utf-8"))["service"]
    entries = [*tree, *(child for top in tree for child in top["child"]), *services]
    return sorted({entry["icon"] for entry in entries} | set(SPARE))


def symbol(name: str, *, folders: dict[str, Path]) -> str:
    """One icon as a ``<symbol>`` made of its paths alone."""
    prefix, _, icon = name.partition("-")
    # The archive was compared with its pinned hash, so its files are known.
    root = ElementTree.parse(folders[prefix] / "icons" / f"{icon}.svg").getroot()  # noqa: S314
    strange = {node.tag.removeprefix(SVG) for node in root.iter()} - {"svg", "g", "path"}
    if strange:
        raise SystemExit(f"{name} is not made of paths alone: {sorted(strange)}")
    paths = "".join(
        f'<path d="{" ".join(node.attrib["d"].split())}"/>' for node in root.iter(f"{SVG}path")
    )
    return f'<symbol id="{name}" viewBox="{root.attrib["viewBox"]}">{paths}</symbol>'


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--packages", type=Path, default=ROOT / "var" / "packages")
    options = parser.parse_args()
    folders = {key: fetch(package, folder=options.packages) for key, package in SETS.items()}
    symbols = [symbol(name, folders=folders) for name in wanted()]
    TARGET.mkdir(parents=True, exist_ok=True)
    sprite = "\n".join(['<svg xmlns="http://www.w3.org/2000/svg">', *symbols, "</svg>", ""])
    (TARGET / "sprite.svg").write_text(sprite, "utf-8")
    rows = "\n".join(
        f"| `{key}-` | {package.name} | {package.version} | {package.licence} |"
        for key, package in SETS.items()
    )
    (TARGET / "README.md").write_text(README.format(rows=rows), "utf-8")
    print(f"{len(symbols)} icons")


if __name__ == "__main__":
    main()
