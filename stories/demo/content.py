"""Reads the demo's files: texts are JSON, pictures WebP drawn for it (their SVG lies beside)."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from django.core.files.images import ImageFile

from cms.models import KWImage
from directory.models import ShopPage

HERE = Path(__file__).resolve().parent
CREDIT = "Kurze Wege"
LICENCE = "CC BY 4.0"


def read(name: str) -> Any:
    """The content of one JSON file of the demo."""
    return json.loads((HERE / name).read_text(encoding="utf-8"))


def read_shops() -> list[dict[str, Any]]:
    """All shops, one file per Stadtbezirk."""
    return [row for path in sorted((HERE / "shops").glob("*.json")) for row in read(str(path))]


def paragraphs(texts: list[str]) -> str:
    """Rich text as the database keeps it. The texts may hold links and line breaks."""
    return "".join(f"<p>{text}</p>" for text in texts)


class Pictures:
    """Each drawing becomes one picture, made when it is first asked for."""

    def __init__(self) -> None:
        self._made: dict[str, KWImage] = {}

    def get(self, name: str, *, alt: str) -> KWImage:
        """The picture of the file `name`.webp."""
        if name not in self._made:
            title = name.replace("-", " ").capitalize()
            with (HERE / "images" / f"{name}.webp").open("rb") as file:
                self._made[name] = KWImage.objects.create(
                    title=title,
                    description=alt,
                    file=ImageFile(file, name=f"{name}.webp"),
                    credit=CREDIT,
                    licence=LICENCE,
                )
        return self._made[name]


def stream(
    blocks: list[dict[str, Any]],
    *,
    pictures: Pictures | None = None,
    shops: dict[str, ShopPage] | None = None,
) -> str:
    """The blocks of a file as the stored form of a StreamField."""
    return json.dumps([_block(block, pictures, shops or {}) for block in blocks])


def _block(
    block: dict[str, Any], pictures: Pictures | None, shops: dict[str, ShopPage]
) -> dict[str, Any]:
    value: Any
    match block["type"]:
        case "heading":
            value = block["value"]
        case "text":
            value = paragraphs(block["value"])
        case "quote":
            value = {"text": block["text"], "who": block["source"]}
        case "shop":
            value = shops[block["shop"]].pk
        case "picture" if pictures is not None:
            image = pictures.get(block["image"], alt=block["alt"])
            value = {
                "image": image.pk,
                "alt_text": block["alt"],
                "caption": block["caption"],
                "credit": "",
            }
        case other:
            raise ValueError(f"No such block in the demo: {other}")
    return {"type": block["type"], "value": value}
