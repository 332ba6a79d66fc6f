"""axe, with the rules that the project holds itself to."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

# axe tries styles on the page, which the content security policy refuses, rightly: what the console
# says between these two lines is not the page's fault.
BEGIN = "axe begins"
END = "axe ends"

OPTIONS = {
    "runOnly": {
        "type": "tag",
        "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    },
    "rules": {"target-size": {"enabled": True}},
    "resultTypes": ["violations"],
    # axe would fetch style sheets anew, and from the wrong place.
    "preload": False,
}


def violations(page: Page, *, within: str | None = None, only: tuple[str, ...] = ()) -> list[str]:
    """What axe finds wrong with the page as it stands, one readable line for each element.

    `within` is a selector of the part to look at, `only` the impacts that count.
    """
    page.evaluate("text => console.debug(text)", BEGIN)
    found = Axe().run(page, context=within, options=OPTIONS).response["violations"]
    page.evaluate("text => console.debug(text)", END)
    return [
        f"{rule['id']}: {rule['help']}: {node['target']}"
        for rule in found
        if not only or rule["impact"] in only
        for node in rule["nodes"]
    ]
