"""What can be measured of how a page looks."""

from typing import Any

from playwright.sync_api import Page

OVERFLOWING = """() => {
  const width = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= width) return [];
  const wide = [...document.querySelectorAll("body *")].filter(
    (element) => element.getBoundingClientRect().right > width + 1);
  const found = wide.map((element) => `${element.tagName}.${element.className}`);
  return found.length ? found : ["something"];
}"""

# Boxes that hide what does not fit, and hold text that does not fit. What is hidden on purpose (for
# ears only) is one pixel large.
CUT_OFF = """() => [...document.querySelectorAll("body *")].filter((element) => {
  const style = getComputedStyle(element);
  if (!["hidden", "clip"].includes(style.overflowX) || element.clientWidth < 2) return false;
  if (element.closest("svg")) return false;
  return element.innerText && element.scrollWidth > element.clientWidth + 1;
}).map((element) => `${element.tagName}.${element.className}`)"""

# The element in focus: whether it can be seen, whether something lies on it, and what shows that it
# has the focus. Its middle may be hidden by its own children only.
FOCUSED = """() => {
  const element = document.activeElement;
  if (!element || element === document.body) return null;
  const name = `${element.tagName} ${(element.innerText || element.name || element.id).slice(0, 40)}`;
  const box = [...element.getClientRects()].find((each) => each.width && each.height);
  if (!box) return { name, top: 0, left: 0, fault: "has no size" };
  const style = getComputedStyle(element);
  let fault = "";
  const x = Math.min(Math.max(box.left + box.width / 2, 1), innerWidth - 1);
  const inView = box.top < innerHeight && box.bottom > 0 && box.left < innerWidth && box.right > 0;
  if (!inView) fault = "out of sight";
  else {
    const y = Math.min(Math.max(box.top + box.height / 2, 1), innerHeight - 1);
    const top = document.elementFromPoint(x, y);
    const label = element.closest("label");
    if (!top || !(element.contains(top) || top.contains(element) || (label && label.contains(top)))) {
      fault = `hidden behind ${top ? top.tagName + "." + top.className : "nothing"}`;
    }
  }
  const shown = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
  if (!shown && !fault) fault = "focus does not show";
  return { name, fault };
}"""


def overflowing(page: Page) -> list[str]:
    """Elements that make the page scroll sideways."""
    found: list[str] = page.evaluate(OVERFLOWING)
    return found


def cut_off(page: Page) -> list[str]:
    """Elements that hide part of their text."""
    found: list[str] = page.evaluate(CUT_OFF)
    return found


def double_the_text(page: Page) -> None:
    """What readers do who set their browser's text to 200 %."""
    page.evaluate("document.documentElement.style.fontSize = '200%'")


def tab_through(page: Page, *, at_most: int = 150) -> list[dict[str, Any]]:
    """Every stop of the Tab key from here to the end of the page, with what is wrong there."""
    stops = []
    for _step in range(at_most):
        stop = page.evaluate(FOCUSED)
        if stop is None:
            break
        stops.append(stop)
        page.keyboard.press("Tab")
    return stops
