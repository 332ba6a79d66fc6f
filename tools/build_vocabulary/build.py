"""Write directory/data/vocabulary.json: categories, trades and services.

Sources: the pinned preset package of OpenStreetMap's editor, ``categories.toml`` (our tree),
``review.toml`` (what people corrected in its words) and ``services.toml``. The same sources give
the same file, byte for byte.

    python tools/build_vocabulary/build.py [--packages FOLDER] [--check]
"""

import argparse
import json
import re
import sys
import tomllib
from pathlib import Path
from typing import Any

from packages import SCHEMA, fetch

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
TARGET = ROOT / "directory" / "data" / "vocabulary.json"
KEYS = ("shop", "craft", "amenity", "healthcare", "office", "tourism", "leisure")
# Every preset of these keys is a trade; of the others only those that are businesses.
COMPLETE_KEYS = ("shop", "craft")
GERMAN = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "é": "e", "è": "e", "à": "a"})


def slug(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", text.lower().translate(GERMAN)).strip("-")


def words(text: str) -> list[str]:
    """The words of a comma separated line."""
    return [word.strip() for word in text.split(",") if word.strip()]


def tidy(entries: list[str], *, name: str) -> list[str]:
    """Each word once, without the name itself, whatever its case."""
    seen = {name.casefold()}
    kept = []
    for entry in entries:
        entry = entry.replace("\u00ad", "").strip()
        if entry and entry.casefold() not in seen:
            seen.add(entry.casefold())
            kept.append(entry)
    return kept


def as_noun(word: str) -> str:
    """The package writes German nouns small."""
    return word[:1].upper() + word[1:]


def read(name: str) -> dict[str, Any]:
    return tomllib.loads((HERE / name).read_text("utf-8"))


def one_key_presets(package: Path) -> dict[str, dict[str, Any]]:
    """``"shop=books"`` → German and English names and terms, for presets of exactly one tag."""
    dist = package / "dist"
    presets = json.loads((dist / "presets.json").read_text("utf-8"))
    texts = {
        language: json.loads((dist / "translations" / f"{language}.json").read_text("utf-8"))[
            language
        ]["presets"]["presets"]
        for language in ("de", "en")
    }
    found: dict[str, dict[str, Any]] = {}
    for preset_id, preset in presets.items():
        tags = preset["tags"]
        if len(tags) != 1:
            continue
        ((key, value),) = tags.items()
        if key in KEYS and value != "*":
            found[f"{key}={value}"] = {
                "de": texts["de"].get(preset_id, {}),
                "en": texts["en"].get(preset_id, {}),
            }
    return found


def trade_row(
    tag: str, preset: dict[str, Any] | None, review: dict[str, Any], drop_en: set[str]
) -> dict[str, Any]:
    """One trade: the package's words, less what the review drops, plus what it adds."""
    german: dict[str, Any] = preset["de"] if preset else {}
    english: dict[str, Any] = preset["en"] if preset else {}
    name = review.get("name") or german["name"].replace("\u00ad", "")
    name_en = review.get("en") or english["name"]
    terms = [*german.get("aliases", []), *german.get("terms", [])]
    terms_en = [*english.get("aliases", []), *english.get("terms", [])]
    if "name" in review and german and "name" not in review.get("wrong", ""):
        terms.insert(0, german["name"])
    if "en" in review and english:
        terms_en.insert(0, english["name"])
    dropped = {word.casefold() for word in words(review.get("drop", ""))}
    dropped_en = {word.casefold() for word in words(review.get("drop_en", ""))} | drop_en
    kept = [as_noun(term) for term in terms if term.casefold() not in dropped]
    kept_en = [term for term in terms_en if term.casefold() not in dropped_en]
    return {
        "osm_tag": tag,
        "name": name,
        "name_en": name_en,
        "search_words": tidy([*kept, *words(review.get("add", ""))], name=name),
        "search_words_en": tidy([*kept_en, *words(review.get("add_en", ""))], name=name_en),
        "schema_type": review.get("schema", ""),
    }


def stale_drops(preset: dict[str, Any] | None, review: dict[str, Any]) -> list[str]:
    """Words that the review drops although the package does not have them."""
    stale: list[str] = []
    for field, language in (("drop", "de"), ("drop_en", "en")):
        texts: dict[str, Any] = preset[language] if preset else {}
        there = {term.casefold() for kind in ("aliases", "terms") for term in texts.get(kind, [])}
        stale += [word for word in words(review.get(field, "")) if word.casefold() not in there]
    return stale


def category_row(entry: dict[str, Any], *, parent: str, position: int) -> dict[str, Any]:
    return {
        "slug": slug(entry["name"]),
        "name": entry["name"],
        "name_en": entry["en"],
        "parent": parent,
        "icon": entry["icon"],
        "schema_type": entry["schema"],
        "osm_tags": entry.get("also", "").split(),
        "search_words": words(entry["words"]),
        "search_words_en": words(entry["words_en"]),
        "position": position,
    }


def build(package: Path) -> dict[str, Any]:
    presets = one_key_presets(package)
    tree = read("categories.toml")["top"]
    review = read("review.toml")
    reviewed: dict[str, dict[str, Any]] = review["trades"]
    drop_en = {word.casefold() for word in words(review["everywhere"]["drop_en"])}

    categories: list[dict[str, Any]] = []
    trades: list[dict[str, Any]] = []
    for number, top in enumerate(tree, start=1):
        top_row = category_row(top, parent="", position=number * 100)
        categories.append(top_row)
        for child_number, child in enumerate(top["child"], start=1):
            row = category_row(child, parent=top_row["slug"], position=number * 100 + child_number)
            categories.append(row)
            for key, values in child.get("trades", {}).items():
                for value in values.split():
                    tag = f"{key}={value}"
                    notes = reviewed.get(tag, {})
                    if tag not in presets and not notes.get("new"):
                        raise SystemExit(f"{tag} is no preset and not new in the review.")
                    trade = trade_row(tag, presets.get(tag), notes, drop_en)
                    trades.append({**trade, "category": row["slug"]})
    give_slugs(trades)
    services = [
        {
            "slug": slug(entry["name"]),
            "name": entry["name"],
            "name_en": entry["en"],
            "icon": entry["icon"],
            "osm_tags": entry.get("osm", "").split(),
            "search_words": words(entry["words"]),
            "search_words_en": words(entry["words_en"]),
            "position": position * 10,
        }
        for position, entry in enumerate(read("services.toml")["service"], start=1)
    ]
    left_out: dict[str, str] = review["left_out"]
    check(presets, categories, trades, reviewed, left_out)
    return {
        "source": {
            "package": SCHEMA.name,
            "version": SCHEMA.version,
            "licence": SCHEMA.licence,
        },
        "categories": categories,
        "trades": sorted(trades, key=lambda trade: trade["osm_tag"]),
        "services": services,
    }


def give_slugs(trades: list[dict[str, Any]]) -> None:
    """German slugs; where two trades share a name, the later key is added: reisebuero-office."""
    taken: set[str] = set()
    for trade in sorted(
        trades, key=lambda row: (KEYS.index(row["osm_tag"].split("=")[0]), row["osm_tag"])
    ):
        own = slug(trade["name"])
        if own in taken:
            own = f"{own}-{trade['osm_tag'].split('=')[0]}"
        if own in taken:
            raise SystemExit(f"Two trades want the slug {own}.")
        taken.add(own)
        trade["slug"] = own


def check(
    presets: dict[str, dict[str, Any]],
    categories: list[dict[str, Any]],
    trades: list[dict[str, Any]],
    reviewed: dict[str, dict[str, Any]],
    left_out: dict[str, str],
) -> None:
    """Nothing is forgotten, nothing stands twice."""
    faults: list[str] = []
    for tag, notes in reviewed.items():
        stale = stale_drops(presets.get(tag), notes)
        if stale:
            faults.append(f"{tag}: the review drops what is not there: {', '.join(stale)}")
    tags = [trade["osm_tag"] for trade in trades]
    also = [tag for category in categories for tag in category["osm_tags"]]
    both = [*tags, *also]
    faults += [f"{tag} stands twice" for tag in sorted({t for t in both if both.count(t) > 1})]
    for tag in presets:
        if tag.split("=")[0] in COMPLETE_KEYS and tag not in tags and tag not in left_out:
            faults.append(f"{tag} has no category")
    faults += [f"{tag} is left out and used" for tag in left_out if tag in both]
    faults += [f"the review knows {tag}, no category does" for tag in reviewed if tag not in tags]
    faults += [f"{tag} is a preset: make it a trade" for tag in also if tag in presets]
    slugs = [category["slug"] for category in categories]
    faults += [
        f"the slug {s} stands twice" for s in sorted({s for s in slugs if slugs.count(s) > 1})
    ]
    faults += [f"{t['osm_tag']} has no words" for t in trades if len(t["search_words"]) < 2]
    if faults:
        raise SystemExit("\n".join(faults))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--packages", type=Path, default=ROOT / "var" / "packages")
    parser.add_argument("--check", action="store_true", help="only compare, write nothing")
    options = parser.parse_args()
    data = build(fetch(SCHEMA, folder=options.packages))
    text = json.dumps(data, ensure_ascii=False, indent=1) + "\n"
    if options.check:
        return int(not TARGET.exists() or TARGET.read_text("utf-8") != text)
    TARGET.parent.mkdir(parents=True, exist_ok=True)
    TARGET.write_text(text, "utf-8")
    counts = ", ".join(f"{len(data[kind])} {kind}" for kind in ("categories", "trades", "services"))
    print(f"{TARGET.relative_to(ROOT)}: {counts}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
