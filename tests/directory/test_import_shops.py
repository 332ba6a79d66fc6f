"""The import of a file: what becomes of each row, again and again."""

from __future__ import annotations

import io
import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import translation

from directory.imports.districts import district_name
from directory.models import District, Postcode, ShopPage, SourceRecord
from search import store, vocabulary
from search.models import Entry, StoreState
from tests.factories.importing import INVENTED, results, run

pytestmark = pytest.mark.django_db


@pytest.fixture
def changed(tmp_path: Path):
    """The invented file with some rows changed: `changed({row: {tag: value or None}})`."""

    def write(changes: dict[int, dict[str, Any]]) -> Path:
        data = json.loads(INVENTED.read_text("utf-8"))
        for number, tags in changes.items():
            properties = data["features"][number - 1]["properties"]
            properties.update(tags)
            for tag in [tag for tag, value in properties.items() if value is None]:
                del properties[tag]
        path = tmp_path / "changed.geojson"
        path.write_text(json.dumps(data), "utf-8")
        return path

    return write


@pytest.fixture
def collection(tmp_path: Path):
    """A file of shops: `collection((longitude, latitude, {tag: value}), …)`."""

    def write(*rows: tuple[float, float, dict[str, str]], **about: str) -> Path:
        features = [
            {
                "type": "Feature",
                "id": f"node/{number}",
                "properties": {"name": f"Laden {number}", "shop": "books"} | tags,
                "geometry": {"type": "Point", "coordinates": [longitude, latitude]},
            }
            for number, (longitude, latitude, tags) in enumerate(rows, start=1)
        ]
        path = tmp_path / "made.geojson"
        data = {"type": "FeatureCollection", "features": features} | about
        path.write_text(json.dumps(data), "utf-8")
        return path

    return write


def shop(external_id: str) -> ShopPage:
    return ShopPage.objects.get(source="osm", external_id=external_id)


# --- what becomes of the rows ----------------------------------------------------------------


def test_each_row_is_created_or_refused_with_a_reason() -> None:
    lines = run(INVENTED, "--publish", "--create-districts")

    refused = {row: line["reason"] for row, line in lines.items() if line["result"] == "refused"}
    assert sorted(refused) == [33, 34, 35, 36, 37, 40]
    assert all(refused.values())
    assert refused[34] == refused[35] == refused[36]
    assert results(lines) == {"created": len(lines) - len(refused), "refused": len(refused)}
    assert ShopPage.objects.count() == results(lines)["created"]
    assert ShopPage.objects.live().count() == results(lines)["created"]


def test_the_second_run_changes_nothing() -> None:
    first = run(INVENTED, "--publish", "--create-districts")
    before = StoreState.objects.get().version
    revisions = Counter(ShopPage.objects.values_list("latest_revision", flat=True))

    second = run(INVENTED, "--publish", "--create-districts")

    assert results(second) == {
        "unchanged": results(first)["created"],
        "refused": results(first)["refused"],
    }
    assert StoreState.objects.get().version == before
    assert Counter(ShopPage.objects.values_list("latest_revision", flat=True)) == revisions
    assert not store.reconcile().mended


def test_facts_arrive_and_bad_ones_are_left_out() -> None:
    lines = run(INVENTED, "--publish", "--create-districts")

    books, bakery = shop("node/9001"), shop("node/9002")
    assert books.title == "Buchhandlung Eulenspiegel"
    assert (books.street, books.house_number, books.postcode) == ("Ringgasse", "1", "39999")
    assert books.website == "https://www.eulenspiegel.example"
    assert books.email == "laden@eulenspiegel.example"
    assert books.district.name == "Neustadt"
    assert books.primary_category.slug == "buecher-zeitschriften"
    assert books.trade.osm_tag == "shop=books"
    assert [service.slug for service in books.services.all()] == ["lieferung-nach-hause"]
    assert books.texts()["de"].body == "Bücher & Noten zum Anfassen"
    assert books.source_attribution == "© Invented for these tests, CC0"
    assert books.source_licence == "CC0 1.0"
    assert (bakery.phone, bakery.website) == ("", "")
    assert "phone" in lines[2]["reason"]
    assert "website" in lines[2]["reason"]


def test_odd_rows_come_in_as_well_as_they_can() -> None:
    lines = run(INVENTED, "--publish", "--create-districts")

    assert shop("node/9031").primary_category is None
    assert "shop=quantum_puzzles" in lines[31]["reason"]
    assert shop("node/9032").primary_category is None
    assert lines[32]["reason"]
    # A name that a district has: the shop gets another address.
    assert shop("node/9041").slug != District.objects.get(name="Altstadt").slug
    long = shop("node/9042").title
    assert long.startswith("Frühlings Erwachen xxx")
    assert len(long) == 255
    assert "255" in lines[42]["reason"]
    hall = shop("node/9038")
    assert 52.2 < hall.latitude < 52.201
    assert 11.6 < hall.longitude < 11.601
    assert shop("node/9039").primary_category is None


def test_what_does_not_fit_is_told(collection) -> None:
    tags = {"addr:city": "S" * 90, "addr:housenumber": "1" * 30, "addr:postcode": "44623-Herne"}
    path = collection((7.2, 51.5, tags), (7.2, 51.5, {"name": "Kurz"}))

    with translation.override("en"):
        lines = run(path)

    reasons = lines[1]["reason"].split("; ")
    assert reasons == [
        "house_number shortened to 20 characters",
        "postcode left out: 44623-Herne",
        "city shortened to 80 characters",
    ]
    assert lines[1]["result"] == "created"
    assert shop("node/1").postcode == ""
    assert lines[2]["reason"] == ""


def test_long_ids_stay_apart(collection, tmp_path: Path) -> None:
    path = collection((7.2, 51.5, {}), (7.2, 51.5, {}))
    data = json.loads(path.read_text("utf-8"))
    for end, feature in enumerate(data["features"]):
        feature["id"] = f"{'x' * 200}{end}"
    path.write_text(json.dumps(data), "utf-8")

    lines = run(path)

    assert results(lines) == {"created": 2}
    assert len({line["external_id"] for line in lines.values()}) == 2
    assert all("120" in line["reason"] for line in lines.values())
    assert results(run(path)) == {"unchanged": 2}


def test_coordinates_out_of_place(collection) -> None:
    near = [(7.2 + step / 100, 51.5, {}) for step in range(5)]

    with translation.override("en"):
        lines = run(collection(*near, (0, 0, {}), (51.5, 7.2, {})))
        few = run(collection(*near[:3], (51.5, 7.2, {})), "--dry-run")

    assert lines[6]["result"] == "refused"
    assert lines[7]["result"] == "created"
    assert lines[7]["reason"].startswith("far away from all others (")
    assert not any(lines[row]["reason"] for row in range(1, 6))
    assert not any(line["reason"] for line in few.values())


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("<b>Alt</b>stadt", "Altstadt"),
        ("Nord > Süd", "Nord Süd"),
        ("Alt\u202estadt\u0007", "Alt stadt"),
        ("<>", ""),
        ("–", ""),
        ("Wort " * 40, "Wort " * 23 + "Wort"),
        ("ü" * 200, "ü" * 120),
    ],
)
def test_names_for_districts_are_plain(collection, text: str, name: str) -> None:
    assert district_name(text) == name

    path = collection((7.2, 51.5, {"addr:suburb": text}))
    run(path, "--create-districts")
    run(path, "--create-districts", "--publish")

    assert list(District.objects.values_list("name", flat=True)) == ([name] if name else [])


def test_without_publish_nothing_is_public() -> None:
    run(INVENTED, "--create-districts")

    assert not ShopPage.objects.live().exists()
    assert not Entry.objects.exists()

    lines = run(INVENTED, "--create-districts", "--publish")

    assert results(lines)["updated"] == ShopPage.objects.live().count() == Entry.objects.count()


def test_districts_are_made_only_when_asked() -> None:
    run(INVENTED)
    assert not District.objects.exists()
    assert not ShopPage.objects.filter(district__isnull=False).exists()

    District.objects.create(name="Altstadt")
    run(INVENTED)

    assert shop("node/9004").district is None
    assert shop("node/9041").get_latest_revision_as_object().district.name == "Altstadt"
    assert District.objects.count() == 1


def test_a_boundary_counts_more_than_the_name() -> None:
    square = [[11.4, 52.0], [12.0, 52.0], [12.0, 53.0], [11.4, 53.0], [11.4, 52.0]]
    boundary = {"type": "Polygon", "coordinates": [square]}
    drawn = District.objects.create(name="Gezeichnet", boundary=boundary)

    run(INVENTED, "--create-districts")

    assert set(ShopPage.objects.values_list("district", flat=True)) == {drawn.pk}


def test_centres_come_from_the_shops() -> None:
    run(INVENTED, "--create-districts", "--publish")

    postcode = Postcode.objects.get(code="39999")
    assert 52.1 < postcode.latitude < 52.2
    assert all(district.point for district in District.objects.all())


# --- again -----------------------------------------------------------------------------------


def test_an_update_is_known_by_its_id(changed) -> None:
    run(INVENTED, "--publish", "--create-districts")
    path = changed({1: {"name": "Eulenspiegel & Co", "phone": None}, 3: {"addr:suburb": "Werder"}})

    lines = run(path, "--publish", "--create-districts")

    assert [row for row, line in lines.items() if line["result"] == "updated"] == [1, 3]
    books = shop("node/9001")
    assert (books.title, books.phone) == ("Eulenspiegel & Co", "")
    assert Entry.objects.get(page_id=books.pk).read().title == "Eulenspiegel & Co"


def test_what_an_editor_changed_survives_an_unchanged_source(changed) -> None:
    run(INVENTED, "--publish", "--create-districts")
    page = shop("node/9001").get_latest_revision_as_object()
    page.title, page.claim = "Eulenspiegels Buchladen", "Wo die Eule liest."
    page.save_revision().publish()

    assert run(INVENTED, "--publish", "--create-districts")[1]["result"] == "unchanged"
    assert shop("node/9001").title == "Eulenspiegels Buchladen"

    run(changed({1: {"addr:housenumber": "77"}}), "--publish", "--create-districts")

    page = shop("node/9001")
    assert (page.title, page.claim) == ("Eulenspiegels Buchladen", "Wo die Eule liest.")
    assert page.house_number == "77"


def test_an_unfinished_draft_is_not_published_by_an_update(changed) -> None:
    run(INVENTED, "--publish", "--create-districts")
    page = shop("node/9001").get_latest_revision_as_object()
    page.claim = "Noch nicht fertig"
    page.save_revision()

    run(changed({1: {"addr:housenumber": "77"}}), "--publish", "--create-districts")

    page = shop("node/9001")
    assert (page.claim, page.house_number) == ("", "1")
    assert page.get_latest_revision_as_object().house_number == "77"
    assert page.get_latest_revision_as_object().claim == "Noch nicht fertig"


def test_a_page_taken_offline_stays_offline(changed) -> None:
    run(INVENTED, "--publish", "--create-districts")
    shop("node/9001").unpublish()

    run(changed({1: {"addr:housenumber": "77"}}), "--publish", "--create-districts")

    assert not shop("node/9001").live
    assert Entry.objects.get(page_id=shop("node/9001").pk).gone


def test_a_dry_run_leaves_nothing() -> None:
    version = StoreState.objects.get().version
    counts = [model.objects.count() for model in (ShopPage, District, Entry, Postcode)]

    lines = run(INVENTED, "--publish", "--create-districts", "--dry-run")

    assert results(lines)["created"] > 30
    assert [model.objects.count() for model in (ShopPage, District, Entry, Postcode)] == counts
    assert not SourceRecord.objects.exists()
    assert StoreState.objects.get().version == version
    assert not vocabulary.get().children("district")
    assert results(run(INVENTED))["created"] == results(lines)["created"]


def test_one_bad_row_never_stops_the_rest(monkeypatch) -> None:
    write = ShopPage.free_slug_below

    def fail(page: ShopPage, parent: Any) -> str:
        if page.title == "Buchhandlung Eulenspiegel":
            raise RuntimeError("boom")
        return write(page, parent)

    monkeypatch.setattr(ShopPage, "free_slug_below", fail)
    lines = run(INVENTED, "--publish", "--create-districts")

    assert lines[1]["result"] == "refused"
    assert "boom" in lines[1]["reason"]
    assert results(lines)["created"] > 30
    # The district made for the bad row went with it, and was made again for the next one.
    assert shop("node/9005").district.name == shop("node/9009").district.name == "Neustadt"
    assert not connection.needs_rollback


# --- files that are none ---------------------------------------------------------------------


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"[]",
        b'{"type": "FeatureCollection"}',
        b'{"features": {}}',
        b'{"features": []}',
        b'{"type": "Topology", "features": []}',
        b'{"type": "FeatureCollection", "features": ' + b"[" * 200_000,
        b"9" * 5000,
        b"\xff\xfe\x00",
        b"1",
    ],
)
def test_an_unreadable_file_is_exit_code_2(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "bad.geojson"
    path.write_bytes(content)

    with pytest.raises(CommandError) as caught:
        call_command("import_shops", str(path), "--source=osm")

    assert caught.value.returncode == 2
    assert str(caught.value)


def test_a_missing_file_is_exit_code_2(tmp_path: Path) -> None:
    with pytest.raises(CommandError) as caught:
        call_command("import_shops", str(tmp_path / "none.geojson"), "--source=osm")

    assert caught.value.returncode == 2


def test_a_file_of_nothing_but_bad_rows_was_read(tmp_path: Path) -> None:
    path = tmp_path / "empty.geojson"
    path.write_bytes(b'\xef\xbb\xbf{"type": "FeatureCollection", "features": [null, {}, 7]}')

    assert results(run(path)) == {"refused": 3}


def test_a_file_without_rows_is_fine(collection) -> None:
    assert run(collection()) == {}


def test_a_lone_feature_is_a_row(collection, tmp_path: Path) -> None:
    path = collection((7.2, 51.5, {}))
    path.write_text(json.dumps(json.loads(path.read_text("utf-8"))["features"][0]), "utf-8")

    assert results(run(path)) == {"created": 1}


def test_faults_of_json_are_told_by_line_and_column(tmp_path: Path) -> None:
    path = tmp_path / "bad.geojson"
    path.write_text('{"type":\n\n  nonsense}', "utf-8")

    with translation.override("en"), pytest.raises(CommandError) as caught:
        call_command("import_shops", str(path), "--source=osm")

    assert str(caught.value) == "The file is not valid JSON (line 3, column 3)."


# --- what is said ----------------------------------------------------------------------------


@pytest.mark.parametrize("report", ["none/report.jsonl", ".", "made.geojson"])
def test_a_report_that_cannot_be_written_stops_the_import(
    collection, tmp_path: Path, report: str
) -> None:
    path = collection((7.2, 51.5, {}))
    before = path.read_bytes()

    with pytest.raises(CommandError) as caught:
        call_command("import_shops", str(path), "--source=osm", f"--report={tmp_path / report}")

    assert caught.value.returncode == 2
    assert str(caught.value)
    assert not ShopPage.objects.exists()
    assert path.read_bytes() == before


@pytest.mark.parametrize("source", ["", " ", "x" * 81])
def test_a_source_needs_a_name(collection, source: str) -> None:
    with pytest.raises(CommandError) as caught:
        call_command("import_shops", str(collection()), f"--source={source}")

    assert caught.value.returncode == 2


def test_the_summary_counts(collection) -> None:
    out = io.StringIO()

    with translation.override("en"):
        call_command(
            "import_shops",
            str(collection((7.2, 51.5, {}), (0, 0, {}))),
            "--source=osm",
            "--dry-run",
            stdout=out,
            stderr=io.StringIO(),
        )

    assert out.getvalue() == "(dry run) 1 created, 0 updated, 0 unchanged, 1 refused\n"
