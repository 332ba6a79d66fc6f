"""What the templates draw: shop fronts, the line of a short way, the days of a campaign."""

import datetime
from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import urlencode

from django import template
from django.utils import formats, timezone
from django.utils.dateparse import parse_date, parse_datetime
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from directory import facade as drawings

register = template.Library()

#: Lengths of the drawn line, in units: 110 are 2 km, the longest drawn stays on a phone's screen.
UNITS_PER_METRE = 110 / 2000
SHORTEST, LONGEST = 14, 150
SHOWN = 10  # options of a filter that are not folded away
LONG_CAMPAIGN = 45  # more days than these are not drawn one by one


@register.simple_tag
def facade(name: str, key: str = "") -> SafeString:
    """The drawn front of a shop; decoration, hidden from assistive technology."""
    return mark_safe(drawings.facade(str(name), str(key or "")))  # noqa: S308 - names are escaped


@register.simple_tag
def street(seed: object) -> SafeString:
    """A row of nameless shops, for a story without a picture."""
    return mark_safe(drawings.street(str(seed)))  # noqa: S308 - holds no text


def distance_text(metres: float) -> str:
    """A distance as people say it: "350 m", "1,1 km", with a no-break space."""
    if metres < 995:
        return f"{max(10, round(metres / 10) * 10)}\N{NO-BREAK SPACE}m"
    kilometres = formats.number_format(metres / 1000, 1 if metres < 9950 else 0)
    return f"{kilometres}\N{NO-BREAK SPACE}km"


@register.simple_tag
def way(metres: float | None) -> SafeString | str:
    """The short way: a line as long as the walk, and the distance in figures."""
    if metres is None:
        return ""
    end = min(LONGEST, max(SHORTEST, round(metres * UNITS_PER_METRE)))
    return format_html(
        '<span class="way"><svg viewBox="0 0 {width} 12" width="{width}" height="12"'
        ' aria-hidden="true" focusable="false"><path d="M4 6H{end}" stroke="currentColor"'
        ' stroke-width="2.5" fill="none"/><circle cx="4" cy="6" r="3" fill="currentColor"/>'
        '<circle cx="{end}" cy="6" r="4" fill="currentColor"/></svg>'
        '<span>{text}<span class="vh"> {away}</span></span></span>',
        width=end + 4,
        end=end,
        text=distance_text(metres),
        away=_("away"),
    )


@register.filter
def as_date(value: object) -> datetime.date | None:
    """A date from a date, a time or their ISO form; facts of documents are JSON."""
    if isinstance(value, datetime.datetime):
        return timezone.localtime(value).date() if timezone.is_aware(value) else value.date()
    if isinstance(value, datetime.date):
        return value
    if not isinstance(value, str):
        return None
    try:
        moment = parse_datetime(value) if "T" in value else None
        return as_date(moment) if moment else parse_date(value[:10])
    except ValueError:
        return None


@register.inclusion_tag("components/span.html")
def campaign_span(starts: object, ends: object) -> dict[str, object]:
    """The days of a campaign as dots, today's the biggest."""
    first, last, today = as_date(starts), as_date(ends), timezone.localdate()
    if not first or not last or last < first:
        return {"starts": first, "ends": last}
    total = (last - first).days + 1
    number = (today - first).days + 1
    running = 1 <= number <= total
    drawn = total <= LONG_CAMPAIGN
    dots = [
        {
            "x": 10 + (320 / (total - 1) * i if total > 1 else 0),
            "kind": "now" if i + 1 == number else "past" if i + 1 < number else "next",
        }
        for i in range(total if drawn else 0)
    ]
    done = min(max(number, 0), total) / total
    return {
        "starts": first,
        "ends": last,
        "total": total,
        "number": number if running else None,
        "dots": [{**dot, "x": f"{dot['x']:.1f}"} for dot in dots],
        "done": None if drawn else f"{10 + 320 * done:.1f}",
    }


@register.filter
def bare_url(url: str) -> str:
    """An address as people write it: without scheme, "www." and closing slash."""
    bare = url.split("://", 1)[-1].removeprefix("www.")
    return bare.rstrip("/") or url


@register.simple_tag
def map_link(point: tuple[float, float] | None, facts: Mapping[str, Any]) -> str:
    """An address of OpenStreetMap that shows the way; nothing is sent before a click."""
    if point:
        place = f"{point[0]:.6f},{point[1]:.6f}"
        return "https://www.openstreetmap.org/directions?" + urlencode({"to": place})
    street = f"{facts.get('street') or ''} {facts.get('house_number') or ''}".strip()
    town = f"{facts.get('postcode') or ''} {facts.get('city') or ''}".strip()
    if not (street and town):
        return ""
    return "https://www.openstreetmap.org/search?" + urlencode({"query": f"{street}, {town}"})


@register.filter
def as_tree(options: Iterable[Any]) -> dict[str, Any]:
    """A filter's flat options as parents with their children, those far down set apart.

    What is folded away stands open where something in it is chosen.
    """
    branches: list[dict[str, Any]] = []
    for option in options:
        if option.level and branches:
            branches[-1]["children"].append(option)
            branches[-1]["open"] |= bool(option.selected)
        else:
            branches.append({"option": option, "children": [], "open": bool(option.selected)})
    shown = SHOWN if len(branches) > SHOWN + 2 else len(branches)
    rest = branches[shown:]
    return {
        "branches": branches[:shown],
        "rest": rest,
        "rest_open": any(branch["open"] for branch in rest),
        "deep": any(branch["children"] for branch in branches),
    }
