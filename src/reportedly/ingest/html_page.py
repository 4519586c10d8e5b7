"""A saved web page to one report."""

from __future__ import annotations

import re
from copy import deepcopy
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from htmldate import find_date
from lxml import etree
from lxml import html as lxml_html
from trafilatura import bare_extraction
from trafilatura.settings import Document

from reportedly.core.errors import Fault
from reportedly.ingest.cleaning import Cleaned, cleaned
from reportedly.ingest.html_blocks import block_lines
from reportedly.ingest.html_guard import bomb_in, too_many_tags, without_inert
from reportedly.ingest.html_meta import PageMeta, page_meta
from reportedly.ingest.lines import page_lines
from reportedly.ingest.texts import page_report

if TYPE_CHECKING:
    from lxml.html import HtmlElement

    from reportedly.core.records import Report, Snapshot
    from reportedly.ingest.publishers import Publishers

_MANY_ELEMENTS = 6000
_LONG_PAGE = 2_000_000
_SHORT = 20
_LONGEST_NAME = 120
_FURNITURE_TAGS = ("nav", "aside", "footer", "form", "button", "dialog", "menu", "figure", "iframe", "select")
_FURNITURE_NAME = re.compile(
    r"(?:^|[\s_-])(?:share|sharing|social|addthis|sharedaddy|related|recommended|recommendations?|most-?(?:read|popular|viewed)|trending|popular|newsletter|subscribe|"
    r"subscription|advert\w{0,12}|ads?|sponsor\w{0,3}|promo|banner|cookies?|consent|gdpr|comments?|disqus|breadcrumbs?|crumbs|navbar|navigation|menu|sidebar|"
    r"widget|tags?|tag-?list|post-?tags|byline|author-?(?:bio|box|info)|bio|read-?(?:more|next|also)|more-?(?:on|from|stories)|outbrain|taboola|jp-relatedposts|copyright|"
    r"footer|site-?footer|site-?header|masthead|toolbar|skip-?link|screen-reader-text|sr-only|visually-?hidden|mirrors?|pagination|pager|poll)(?:$|[\s_-])",
    re.IGNORECASE,
)
_CAPTION_NAME = re.compile(
    r"(?:^|[\s_-])(?:caption|wp-caption-text|image-?(?:credit|caption|source|copyright)|photo-?(?:credit|caption)|media-?caption|credits?|cutline)(?:$|[\s_-])",
    re.IGNORECASE,
)
_CREDIT_LINK = re.compile(
    r"\s{0,3}(?:Purchase Licensing Rights|Acquire Licensing Rights|[Oo]pens? (?:in )?(?:a )?new tab).{0,60}$"
)
_ROOTS = ("//*[@itemprop='articleBody']", "//article", "//main", "//*[@role='main']")
_ENTRY = re.compile(
    r"(?:^|[\s_-])(?:article-?(?:body|content|text)|entry-?content|post-?(?:content|body)|story-?(?:body|content)|body-?content|content-?body)(?:$|[\s_-])",
    re.IGNORECASE,
)


def page_of(text: str, snapshot: Snapshot, publishers: Publishers) -> Report | Fault:
    """The article of an HTML page, or why there is none."""
    source = text if too_many_tags(text) else without_inert(text)
    bomb = too_many_tags(source) or bomb_in(source)
    if bomb:
        return Fault(
            where=snapshot.origin,
            found=f"a page no reader can show: {bomb}",
            remedy="Save the article's text as a .txt file and add that",
        )
    tree = _parsed(source)
    if tree is None:
        return _empty(snapshot)
    meta = page_meta(text, tree)
    whole = cleaned(page_lines("\n".join(block_lines(tree))), title=meta.title)
    captions = _without_furniture(tree)
    page = cleaned(_article_lines(tree), title=meta.title or whole.title)
    if not page.paragraphs:
        return _empty(snapshot)
    return _report(_joined(page, whole, captions), meta, snapshot, publishers, source)


def _parsed(source: str) -> HtmlElement | None:
    parser = lxml_html.HTMLParser(collect_ids=False, remove_comments=True, remove_pis=True, encoding="utf-8")
    try:
        return lxml_html.document_fromstring(source.encode("utf-8", "replace"), parser=parser)
    except (etree.LxmlError, ValueError):
        return None


def _empty(snapshot: Snapshot) -> Fault:
    return Fault(
        where=snapshot.origin,
        found="a page without an article text",
        remedy="Save the page again once it shows its text, or save the text as a .txt file",
    )


def _without_furniture(tree: HtmlElement) -> list[str]:
    """Takes furniture out of `tree` and gives the image captions that were in it."""
    captions: list[str] = []
    whole = len(tree.text_content())
    for element in list(tree.iter()):
        if (
            not isinstance(element.tag, str)
            or element.tag in {"html", "body", "article", "main", "head"}
            or element.getparent() is None
        ):
            continue
        name = f"{element.get('class') or ''} {element.get('id') or ''}"[:_LONGEST_NAME]
        named_caption, named_furniture = _named(name)
        is_caption = element.tag == "figcaption" or named_caption
        if not is_caption and element.tag not in _FURNITURE_TAGS and not named_furniture:
            continue
        if len(element.text_content()) > whole * 0.4 and not is_caption:
            continue
        captions += _captions_of(element, is_caption=is_caption)
        element.drop_tree()
    return captions


@lru_cache(maxsize=4096)
def _named(name: str) -> tuple[bool, bool]:
    """Whether class and id call an element a caption, and whether they call it furniture."""
    return _CAPTION_NAME.search(name) is not None, _FURNITURE_NAME.search(name) is not None


def _captions_of(element: HtmlElement, *, is_caption: bool) -> list[str]:
    if is_caption:
        found = [element]
    elif element.tag == "figure":
        found = [e for e in element.iter() if e.tag == "figcaption" or _CAPTION_NAME.search(e.get("class") or "")]
        found = [e for e in found if not any(parent in found for parent in e.iterancestors())]
    else:
        found = []
    return [line for e in found if (line := _CREDIT_LINK.sub("", " ".join(block_lines(e))))]


def _article_lines(tree: HtmlElement) -> list[str]:
    """The lines of the page that trafilatura takes for the article, in the page's own order and breaks.

    A part that the page marks as its article is taken whole where it has hardly more text than trafilatura found (which
    drops some headings) or more than twice as much (where it was lost). Pages too large for trafilatura go by their marks.
    """
    root = _root(tree)
    own = page_lines("\n".join(block_lines(root)))
    elements = sum(1 for _ in tree.iter())
    if elements > _MANY_ELEMENTS:
        return own
    document = bare_extraction(
        deepcopy(tree), fast=elements > _MANY_ELEMENTS / 4, include_comments=False, favor_recall=True
    )
    found = page_lines("\n".join(block_lines(document.body, from_page=False))) if isinstance(document, Document) else []
    ratio = sum(map(len, own)) / max(sum(map(len, found)), 1)
    if not found or (root is not tree and (1 <= ratio < 1.4 or ratio > 2)):
        return own
    return _as_on_page(found, own)


def _as_on_page(found: list[str], own: list[str]) -> list[str]:
    """Those of the page's lines that `found` holds, even run together; `found` itself when they do not make it up."""
    lines, running = set(found), " ".join(found)
    kept = [line for line in own if line in lines or (len(line) > _SHORT and line in running)]
    return kept if sum(map(len, kept)) > 0.9 * sum(map(len, found)) else found


def _root(tree: HtmlElement) -> HtmlElement:
    for path in _ROOTS:
        found = tree.xpath(path)
        if found:
            return max(found, key=lambda e: len(e.text_content()))
    named = [
        e for e in tree.iter("div", "section", "td") if _ENTRY.search(f"{e.get('class') or ''} {e.get('id') or ''}")
    ]
    return max(named, key=lambda e: len(e.text_content()), default=tree)


def _joined(page: Cleaned, whole: Cleaned, captions: list[str]) -> Cleaned:
    """The article with what only the whole page says about it."""
    return replace(
        page,
        owner=page.owner or whole.owner,
        byline=page.byline or whole.byline,
        published=page.published or whole.published,
        section=page.section or whole.section,
        mirrors=tuple(dict.fromkeys((*page.mirrors, *whole.mirrors))),
        captions=tuple(dict.fromkeys((*captions, *page.captions))),
    )


def _report(page: Cleaned, meta: PageMeta, snapshot: Snapshot, publishers: Publishers, source: str) -> Report:
    plain = page_report(page, snapshot, publishers)
    is_address = snapshot.origin.startswith(("http://", "https://"))
    url = meta.url or (snapshot.origin if is_address else None)
    is_known = meta.site is not None or (url is not None and publishers.at(url) is not None)
    stated = publishers.canonical(name=meta.site, url=url) if is_known else None
    return replace(
        plain,
        publisher=stated or plain.publisher or publishers.canonical(url=url),
        url=url,
        published=meta.published or page.published or _quick_date(source),
        byline=meta.byline or page.byline,
        section=meta.section or page.section,
        language=meta.language,
    )


def _quick_date(source: str) -> str | None:
    """What htmldate finds, where the page has it in an order of year, month and day: it guesses the others."""
    if len(source) > _LONG_PAGE:
        return None
    try:
        found = find_date(source, extensive_search=False, original_date=True)
    except Exception:  # noqa: BLE001  a date finder that stumbles costs the date, never the page
        return None
    return (
        found if found and any(found.replace("-", separator) in source for separator in ("-", "/", ".", "")) else None
    )
