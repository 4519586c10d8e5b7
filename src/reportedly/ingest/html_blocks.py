"""The text of an element, one block a line."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lxml import etree

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "br",
        "caption",
        "cell",
        "center",
        "dd",
        "details",
        "dialog",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "head",
        "header",
        "hr",
        "item",
        "lb",
        "li",
        "list",
        "main",
        "nav",
        "ol",
        "p",
        "pre",
        "quote",
        "row",
        "section",
        "summary",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "time",
        "tr",
        "ul",
    ]
)
_INLINE_TIME = frozenset({"p", "li", "span", "h1", "h2"})
_SILENT = frozenset(
    [
        "script",
        "style",
        "noscript",
        "template",
        "iframe",
        "object",
        "embed",
        "svg",
        "button",
        "select",
        "option",
        "textarea",
        "input",
        "canvas",
        "audio",
        "video",
        "map",
        "math",
        "graphic",
        "img",
        "picture",
        "source",
        "track",
        "head",
        "title",
        "meta",
        "link",
    ]
)
_HIDDEN = re.compile(r"display\s{0,3}:\s{0,3}none|visibility\s{0,3}:\s{0,3}hidden", re.IGNORECASE)


def block_lines(root: HtmlElement, *, from_page: bool = True) -> list[str]:
    """The lines a reader sees in `root`: a new line for each block, white space as one space.

    from_page: False for a tree that trafilatura made, where <head> is a heading.
    """
    lines: list[str] = []
    words: list[str] = []
    silent = 0

    def flush() -> None:
        line = " ".join("".join(words).split())
        words.clear()
        if line:
            lines.append(line)

    for event, element in etree.iterwalk(root, events=("start", "end")):
        tag = element.tag if isinstance(element.tag, str) else ""
        hidden = (tag in _SILENT and not (tag == "head" and not from_page)) or not tag or _is_hidden(element)
        block = tag in _BLOCKS and not (
            tag == "time" and element.getparent() is not None and element.getparent().tag in _INLINE_TIME
        )
        if event == "start":
            silent += hidden
            if block and not silent:
                flush()
            if not silent and element.text:
                words.append(element.text)
            continue
        if block and not silent:
            flush()
        silent -= hidden
        if not silent and element is not root and element.tail:
            words.append(element.tail)
    flush()
    return lines


def _is_hidden(element: HtmlElement) -> bool:
    style = element.get("style")
    return element.get("hidden") is not None or (style is not None and _HIDDEN.search(style) is not None)
