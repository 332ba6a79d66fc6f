"""Running the import and asking the terminal, as operators do."""

from __future__ import annotations

import io
import json
import tempfile
from collections import Counter
from pathlib import Path
from typing import Any

from django.core.management import call_command

ROOT = Path(__file__).resolve().parents[2]
INVENTED = ROOT / "tests" / "data" / "shops.geojson"
#: A real town's file may lie beside the project; it is too large, and not ours, to come with it.
REAL = ROOT.parent / "shared" / "data" / "neubrandenburg-shops-osm.geojson"
FILES = [path for path in (INVENTED, REAL) if path.exists()]


def run(path: Path, *options: str) -> dict[int, dict[str, Any]]:
    """Import a file; the lines of the report by row number."""
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.jsonl"
        call_command(
            "import_shops",
            str(path),
            "--source=osm",
            f"--report={report}",
            *options,
            stdout=io.StringIO(),
            stderr=io.StringIO(),
        )
        lines = [json.loads(line) for line in report.read_text("utf-8").splitlines()]
    assert all(list(line) == ["row", "external_id", "result", "reason"] for line in lines)
    return {line["row"]: line for line in lines}


def results(lines: dict[int, dict[str, Any]]) -> Counter[str]:
    """How many rows were created, updated, unchanged, refused."""
    return Counter(line["result"] for line in lines.values())


def ask(*words: str, **options: Any) -> dict[str, Any]:
    """What the terminal prints, which must be one JSON object and nothing else."""
    out = io.StringIO()
    call_command("search", "query", *words, "--json", stdout=out, **options)
    answer: dict[str, Any] = json.loads(out.getvalue())
    return answer
