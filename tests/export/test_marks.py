import re
from html import unescape
from html.parser import HTMLParser

from hypothesis import given
from hypothesis import strategies as st

from reportedly.core.spans import Span
from reportedly.export.marks import ANCHOR, Highlight, anchor, clean, marked

TEXTS = st.text(
    st.one_of(
        st.characters(exclude_categories=("Cs", "Cc")),
        st.sampled_from("<>&\"'\n\t\u202eé\u0301🚒\u200d\u05e9"),
    ),
    max_size=60,
)


class Page(HTMLParser):
    """The words of a piece of markup, and how deep its marks ever nest."""

    def __init__(self, html):
        super().__init__(convert_charrefs=True)
        self.words, self.tags, self.depth, self.badge = [], [], 0, False
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attributes):
        self.tags.append(tag)
        self.depth += tag == "mark"
        assert self.depth <= 1
        self.badge = tag == "a"

    def handle_endtag(self, tag):
        self.depth -= tag == "mark"
        if tag == "a":
            self.badge = False

    def handle_data(self, words):
        if not self.badge:
            self.words.append(words)


@given(TEXTS, st.data())
def test_any_highlights_leave_every_character_where_it_was(text, data):
    edges = st.integers(-2, len(text) + 2)
    highlight = st.builds(
        Highlight,
        span=st.builds(Span, edges, edges),
        kind=st.sampled_from(["said", "voice", "figure", "evidence", ANCHOR]),
        account=st.none() | st.integers(1, 12),
        note=st.sampled_from(["", 'said "so" <b>']),
    )
    html = marked(text, data.draw(st.lists(highlight, max_size=8)), 1)
    page = Page(html)
    assert "".join(page.words) == text
    assert set(page.tags) <= {"mark", "span", "a"}


def test_crossing_highlights_are_cut_not_nested():
    html = marked("abcdef", [Highlight(span=Span(0, 4), kind="said"), Highlight(span=Span(2, 6), kind="figure")], 1)
    pieces = re.findall(r'<mark class="([^"]*)">(\w+)</mark>', html)
    assert pieces == [("said", "ab"), ("said figure", "cd"), ("figure", "ef")]


def test_every_highlight_can_be_linked_to():
    html = marked("abcdef", [Highlight(span=Span(1, 3), kind="said"), Highlight(span=Span(1, 5), kind=ANCHOR)], 7)
    assert f'id="{anchor(7, 1, 3)}"' in html
    assert f'id="{anchor(7, 1, 5)}"' in html
    assert len(re.findall('id="', html)) == 2


def test_controls_and_surrogates_are_replaced_one_for_one():
    text = "a\0b\x1b[1m\ud800\x85c"
    assert len(unescape(clean(text))) == len(text)
    clean(text).encode()
    assert not set(clean(text)) & set("\0\x1b\x85\ud800")
