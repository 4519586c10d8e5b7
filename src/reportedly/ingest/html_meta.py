"""What a page says about itself: meta tags, JSON-LD, the address, the visible head."""

from __future__ import annotations

import html
import json
import re
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Any

from reportedly.ingest.dates import iso_date, url_date
from reportedly.ingest.publishers import host_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.html import HtmlElement

_JSON_LD = re.compile(r"<script\b[^>]{0,300}?application/ld\+json[^>]{0,300}>", re.IGNORECASE)
_SAVED_FROM = re.compile(r"<!--\s{0,9}saved from url=\(\d{1,5}\)(\S{5,2000})", re.IGNORECASE)
_ARTICLE = re.compile(
    r"(?:News|Report|Blog|Tech|Scholarly|Opinion|Analysis|Background|Review|LiveBlog|SocialMedia|Satirical|Advertiser)?\w{0,10}(?:Article|Posting|Report)$|^VideoObject$|^Report$"
)
_PUBLISHED = (
    "article:published_time", "article:published", "datepublished", "og:article:published_time", "og:published_time", "publishdate", "publish-date",
    "publish_date", "published_time", "pubdate", "publication_date", "date_published", "dc.date.issued", "dcterms.created", "dcterms.issued", "dc.date.created",
    "dc.date", "dcterms.date", "sailthru.date", "parsely-pub-date", "article.published", "originalpublicationdate", "rnews:datepublished", "cxenseparse:recs:publishtime",
    "citation_publication_date", "citation_date", "date.issued", "displaydate", "article_date_original", "release_date", "created", "date",
)  # fmt: skip
_SITE = (
    "og:site_name",
    "application-name",
    "dc.publisher",
    "dcterms.publisher",
    "publisher",
    "citation_publisher",
    "apple-mobile-web-app-title",
    "al:ios:app_name",
    "cre",
    "copyright",
)
_AUTHOR = (
    "author",
    "article:author",
    "dc.creator",
    "dcterms.creator",
    "parsely-author",
    "sailthru.author",
    "byl",
    "citation_author",
    "og:article:author",
)
_SECTION = (
    "article:section",
    "og:article:section",
    "parsely-section",
    "section",
    "category",
    "cxenseparse:recs:category",
    "dc.subject",
)
_SITE_END = re.compile(r"\s{1,3}(?:[|\-–—»·•:]|::)\s{1,3}")
_DEEPEST = 12
_MOST_BLOCKS = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class PageMeta:
    """The page's own words about itself; None where it is silent. site: name or address of the site."""

    title: str | None = None
    site: str | None = None
    url: str | None = None
    byline: str | None = None
    published: str | None = None
    section: str | None = None
    language: str | None = None
    description: str | None = None


def page_meta(page: str, tree: HtmlElement) -> PageMeta:
    """Metadata from `page` (the whole source, for JSON-LD) and its tree; the most specific statement wins."""
    metas = _meta_tags(tree)
    articles, others = _json_ld(page)
    url = _url(page, tree, metas, articles)
    site = (
        _first(metas, _SITE[:1])
        or _publisher(articles)
        or _publisher(others)
        or _first(metas, _SITE[1:5])
        or _site_of_title(tree, url)
    )
    return PageMeta(
        title=_title(tree, metas, articles, site),
        site=site,
        url=url,
        byline=_byline(metas, articles, tree),
        published=_published(metas, articles, others, tree, url),
        section=_text(next((a.get("articleSection") for a in articles if a.get("articleSection")), None))
        or _first(metas, _SECTION[:3]),
        language=_language(tree, metas, articles),
        description=_first(metas, ("og:description", "description")),
    )


def _meta_tags(tree: HtmlElement) -> dict[str, str]:
    tags: dict[str, str] = {}
    for meta in tree.iter("meta"):
        name = (meta.get("property") or meta.get("name") or meta.get("itemprop") or "").strip().casefold()
        content = " ".join((meta.get("content") or "").split())
        if name and content:
            tags.setdefault(name, content[:2000])
    return tags


def _json_ld(page: str) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Article records and all other records of the page's JSON-LD; damaged blocks are passed over."""
    articles: list[dict[str, Any]] = []
    others: list[dict[str, Any]] = []
    for opening in islice(_JSON_LD.finditer(page), _MOST_BLOCKS):
        end = page.find("</script", opening.end())
        block = (
            page[opening.end() : end if end >= 0 else len(page)].strip().removeprefix("<![CDATA[").removesuffix("]]>")
        )
        try:
            document = json.loads(block.strip().rstrip(";"), strict=False)
        except (ValueError, RecursionError):
            continue
        for record in _records(document, 0):
            kinds = record.get("@type")
            is_article = any(_ARTICLE.search(str(kind)) for kind in (kinds if isinstance(kinds, list) else [kinds]))
            (articles if is_article else others).append(record)
    return articles, others


def _records(value: Any, depth: int) -> Iterator[dict[str, Any]]:  # noqa: ANN401  any JSON value
    if depth > _DEEPEST:
        return
    if isinstance(value, dict):
        yield value
        for key in ("@graph", "mainEntity", "itemListElement", "item", "mainEntityOfPage"):
            if key in value:
                yield from _records(value[key], depth + 1)
    elif isinstance(value, list):
        for item in value[:200]:
            yield from _records(item, depth + 1)


def _first(metas: dict[str, str], names: tuple[str, ...]) -> str | None:
    return _text(next((metas[name] for name in names if name in metas), None))


def _text(value: object) -> str | None:
    """A value of metadata as one plain line; lists give their first entry, records their name."""
    if isinstance(value, list):
        return next(filter(None, map(_text, value)), None)
    if isinstance(value, dict):
        return _text(value.get("name") or value.get("@value"))
    if not isinstance(value, str):
        return None
    return " ".join(re.sub(r"<[^<>]{1,200}>", "", html.unescape(html.unescape(value))).split()) or None


def _publisher(records: list[dict[str, Any]]) -> str | None:
    named = (
        _text(record.get(key)) for record in records for key in ("publisher", "sourceOrganization") if key in record
    )
    return next(filter(None, named), None)


def _url(page: str, tree: HtmlElement, metas: dict[str, str], articles: list[dict[str, Any]]) -> str | None:
    links = [link.get("href") or "" for link in tree.iter("link") if (link.get("rel") or "").casefold() == "canonical"]
    saved = _SAVED_FROM.search(page[:5000])
    own = [_text(a.get("url")) or "" for a in articles]
    candidates = [*links, metas.get("og:url", ""), *own, metas.get("twitter:url", ""), saved.group(1) if saved else ""]
    return next(
        (c.strip() for c in candidates if c.strip().lower().startswith(("http://", "https://", "//")) and host_of(c)),
        None,
    )


def _title(tree: HtmlElement, metas: dict[str, str], articles: list[dict[str, Any]], site: str | None) -> str | None:
    heading = next((words for h in tree.iter("h1") if len(words := " ".join("".join(h.itertext()).split())) > 12), None)
    headline = next((article["headline"] for article in articles if article.get("headline")), None)
    stated = _text(headline) or _first(metas, ("og:title", "twitter:title", "dc.title", "title")) or _title_tag(tree)
    if stated is None or (
        heading and (_folded(heading) in _folded(stated) or (heading.count(" ") >= 3 > stated.count(" ")))
    ):
        return heading or stated
    name, rest = _site_in(stated)
    is_site = name and (not site or _folded(name) in _folded(site) or _folded(site) in _folded(name))
    return rest if is_site else stated


def _title_tag(tree: HtmlElement) -> str | None:
    words = next(("".join(title.itertext()) for title in tree.iter("title")), "")
    return " ".join(words.split()) or None


def _site_in(title: str) -> tuple[str | None, str]:
    """The site's name at the end of a title, of four words at most, and the title without it."""
    parts = _SITE_END.split(title)
    if len(parts) < 2 or len(parts[-1].split()) > 4:
        return None, title
    return parts[-1], title[: title.rindex(parts[-1])].rstrip(" |-–—»·•:")


def _site_of_title(tree: HtmlElement, url: str | None) -> str | None:
    """The site's name from the page title, believed only when the address spells it too."""
    name, _ = _site_in(_title_tag(tree) or "")
    return name if name and url and len(_folded(name)) > 3 and _folded(name) in _folded(host_of(url)) else None


def _folded(words: str) -> str:
    return re.sub(r"\W", "", words).casefold()


def _byline(metas: dict[str, str], articles: list[dict[str, Any]], tree: HtmlElement) -> str | None:
    names = [name for article in articles for name in _names(article.get("author"))]
    stated = ", ".join(dict.fromkeys(names)) or _first(metas, _AUTHOR)
    if stated is None:
        marked = tree.xpath(
            "//*[@rel='author' or @itemprop='author' or contains(concat(' ', @class, ' '), ' byline ') or contains(concat(' ', @class, ' '), ' author ')]"
        )
        stated = next(
            (words for e in marked[:5] if (words := " ".join(e.text_content().split())) and len(words) < 120), None
        )
    if stated is None or stated.startswith("http"):
        return None
    return re.sub(r"^(?:written |reported |posted )?by:?\s", "", stated, flags=re.IGNORECASE).strip(" ,|-–—") or None


def _names(author: object) -> list[str]:
    return [
        name
        for entry in (author if isinstance(author, list) else [author])
        if (name := _text(entry)) and not name.startswith("http")
    ]


def _published(
    metas: dict[str, str],
    articles: list[dict[str, Any]],
    others: list[dict[str, Any]],
    tree: HtmlElement,
    url: str | None,
) -> str | None:
    stated = [
        a.get(key)
        for records in (articles, others)
        for a in records
        for key in ("datePublished", "dateCreated", "uploadDate")
    ]
    found = next(filter(None, (iso_date(value) for value in stated if isinstance(value, str))), None)
    found = found or next(filter(None, (iso_date(metas[name]) for name in _PUBLISHED if name in metas)), None)
    return found or _marked_time(tree) or (url_date(url) if url else None)


def _marked_time(tree: HtmlElement) -> str | None:
    """The first <time> that is not in a list of other articles, or the element marked as publication date."""
    for element in tree.xpath(
        "//*[@itemprop='datePublished'] | //time[@pubdate] | //article//time | //header//time | //main//time | //time"
    )[:4]:
        machine = element.get("datetime") or element.get("content")
        found = iso_date(machine) if machine else iso_date(" ".join(element.text_content().split()))
        if found:
            return found
    return None


def _language(tree: HtmlElement, metas: dict[str, str], articles: list[dict[str, Any]]) -> str | None:
    stated = _text(next((a.get("inLanguage") for a in articles if isinstance(a.get("inLanguage"), str)), None))
    code = (
        stated
        or tree.get("lang")
        or metas.get("og:locale")
        or metas.get("content-language")
        or metas.get("dc.language")
        or ""
    )
    match = re.match(r"([A-Za-z]{2})(?:[-_][A-Za-z]{2,8})*$", code.strip())
    return match.group(1).lower() if match else None
