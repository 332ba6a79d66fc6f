"""From an address or the terminal to a query; what makes no sense is named, never a crash."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from search.filters import FILTERS, NEAR, OPEN
from search.query import MAX_WORDS_LENGTH, SORTS, SearchQuery
from search.vocabulary import Vocabulary


@dataclass(kw_only=True)
class Parsed:
    """`unknown` are (parameter, value) pairs that were left out; `moved` says that a value of the
    address has another name now."""

    query: SearchQuery
    unknown: list[tuple[str, str]] = field(default_factory=list)
    moved: bool = False
    near_text: str = ""

    def notices(self) -> list[str]:
        """What was left out, in words."""
        texts = {
            "near": _("We don’t know the place “%(value)s”. Try a postcode or a district."),
            "open": _("“%(value)s” is no time that we understand. Try a day and an hour."),
        }
        other = _("We don’t know “%(value)s”, so we left it out.")
        return [texts.get(param, other) % {"value": value} for param, value in self.unknown]


#: The parameter of the field in which a day and an hour are typed.
OPEN_AT = "open_at"

#: Quotation marks around a query mean nothing here and would stand twice in a headline.
QUOTES = " \"'„“”‚‘’«»‹›"


def clean_words(text: str) -> str:
    """One line without control characters, at most `MAX_WORDS_LENGTH` long."""
    printable = "".join(char if char.isprintable() else " " for char in text)
    return " ".join(printable.split())[:MAX_WORDS_LENGTH].strip(QUOTES)


def parse(params: Mapping[str, str], *, known: Vocabulary, language: str) -> Parsed:
    """Read the parameters of a results page."""
    parsed = Parsed(query=SearchQuery())
    selected: dict[str, str] = {}
    for each in FILTERS:
        value = clean_words(params.get(each.param, ""))
        # The field for a day and an hour is one of its own, so that it works without a script.
        typed = clean_words(params.get(OPEN_AT, "")) if each is OPEN else ""
        value = typed or value
        if not value:
            continue
        clean = each.clean(value, known)
        if clean is None:
            parsed.unknown.append((each.param, value))
        else:
            selected[each.name] = clean
            parsed.moved = parsed.moved or clean != value or bool(typed)
    parsed.near_text = clean_words(params.get(NEAR.param, ""))
    near = NEAR.resolve(parsed.near_text, params.get(NEAR.radius_param, ""), known)
    if parsed.near_text and near is None:
        parsed.unknown.append((NEAR.param, parsed.near_text))
    sort = params.get("sort", "")
    parsed.query = SearchQuery(
        words=clean_words(params.get("q", "")),
        selected=selected,
        near=near,
        sort=sort if sort in SORTS else "",
        page=_number(params.get("page", "")),
        language=language,
    )
    return parsed


def _number(text: str) -> int:
    return max(1, int(text)) if text.isascii() and text.isdecimal() and len(text) < 9 else 1
