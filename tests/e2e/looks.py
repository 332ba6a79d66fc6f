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

# Texts that reach out of a box which hides what does not fit. What is there for ears only is one
# pixel large.
CUT_OFF = """() => [...document.querySelectorAll("body *")].filter((box) => {
  const style = getComputedStyle(box);
  if (!["hidden", "clip"].includes(style.overflowX) || box.clientWidth < 2) return false;
  const edge = box.getBoundingClientRect().right + 1;
  return [box, ...box.querySelectorAll("*")].some((element) => element.innerText
    && element.getBoundingClientRect().right > edge
    || [...element.childNodes].some((node) => {
      if (node.nodeType !== Node.TEXT_NODE || !node.data.trim()) return false;
      if (element.closest(".vh")) return false;
      const range = document.createRange();
      range.selectNodeContents(node);
      return range.getBoundingClientRect().right > edge;
    }));
}).map((box) => `${box.tagName}.${box.className}`)"""

# The element in focus: whether it can be seen, whether something lies on it, and what shows that it
# has the focus. Its middle may be hidden by its own children only.
FOCUSED = """() => {
  const element = document.activeElement;
  if (!element || element === document.body) return null;
  const text = element.innerText || element.name || element.id;
  const name = `${element.tagName} ${text.slice(0, 40)}`;
  const box = [...element.getClientRects()].find((each) => each.width && each.height);
  if (!box) return { name, fault: "has no size" };
  const style = getComputedStyle(element);
  let fault = "";
  const x = Math.min(Math.max(box.left + box.width / 2, 1), innerWidth - 1);
  const inView = box.top < innerHeight && box.bottom > 0 && box.left < innerWidth && box.right > 0;
  if (!inView) fault = "out of sight";
  else {
    const y = Math.min(Math.max(box.top + box.height / 2, 1), innerHeight - 1);
    const top = document.elementFromPoint(x, y);
    const own = element.closest("label") || element;
    if (!top || !(own.contains(top) || top.contains(element))) {
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


def set_text(page: Page, *, percent: int) -> None:
    """The size of text that readers set in their browser."""
    sizes = {"standard": 16 * percent // 100, "fixed": 13 * percent // 100}
    session = page.context.new_cdp_session(page)
    session.send("Page.setFontSizes", {"fontSizes": sizes})
    session.detach()


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
