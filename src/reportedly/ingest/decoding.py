"""Bytes to text: declared encoding, byte order mark, UTF-8, a guess, and in the end replacement with a note."""

from __future__ import annotations

import codecs
import re

from charset_normalizer import from_bytes

_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF32_BE, "utf-32"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))  # fmt: skip
_DECLARED = re.compile(
    rb"""<meta[^>]{0,200}?charset\s{0,3}=\s{0,3}["']?\s{0,3}([A-Za-z0-9_.:-]{2,40})|<\?xml[^>]{0,100}encoding=["']([A-Za-z0-9_.:-]{2,40})""",
    re.IGNORECASE,
)
_WEB_NAMES = {"iso-8859-1": "cp1252", "latin-1": "cp1252", "latin1": "cp1252", "us-ascii": "cp1252", "ascii": "cp1252", "gb2312": "gb18030", "gbk": "gb18030", "shift_jis": "cp932", "iso-8859-9": "cp1254", "windows-874": "cp874", "x-sjis": "cp932", "ks_c_5601-1987": "cp949", "euc-kr": "cp949"}  # fmt: skip
_WESTERN = re.compile(r"[\x00-\x7f\xa0-\xff€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]+")
_HEAD = 4096
_ASCII = bytes(range(0x80))


def decoded(data: bytes, *, declared_in_page: bool = False) -> tuple[str, str | None]:
    """The text and None, or the text with U+FFFD for what could not be read and words that say so.

    Line ends stay as they are. A page's own declaration is believed only when its bytes bear it out.
    """
    for mark, name in _MARKS:
        if data.startswith(mark):
            return _strictly(data, name) or (data.decode(name, "replace"), f"bytes that are not valid {name}")
    utf8 = _strictly(data, "utf-8")
    if utf8 is not None and b"\0" not in data[:_HEAD]:
        return utf8
    declared = _declared_name(data) if declared_in_page else None
    attempts = (_strictly(data, declared) if declared else None, _wide(data))
    found = next((a for a in attempts if a is not None), None) or utf8
    if found is not None:
        return found
    if _is_damaged_utf8(data):
        return data.decode("utf-8", "replace"), _damage(data.decode("utf-8", "replace"))
    return _guessed(data)


def _strictly(data: bytes, name: str) -> tuple[str, None] | None:
    try:
        return data.decode(name), None
    except (UnicodeError, LookupError):
        return None


def _declared_name(data: bytes) -> str | None:
    match = _DECLARED.search(data[:_HEAD])
    if match is None:
        return None
    name = (match.group(1) or match.group(2)).decode("ascii").lower()
    name = _WEB_NAMES.get(name, name)
    try:
        return codecs.lookup(name).name if codecs.lookup(name)._is_text_encoding else None  # noqa: SLF001  the only mark that tells rot13 and zlib apart
    except LookupError:
        return None


def _wide(data: bytes) -> tuple[str, None] | None:
    """UTF-16 without a mark: every other byte of mostly Latin text is zero."""
    head = data[:_HEAD]
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if max(even, odd) < len(head) * 0.2 or min(even, odd) > len(head) * 0.02:
        return None
    return _strictly(data, "utf-16-le" if odd > even else "utf-16-be")


def _is_damaged_utf8(data: bytes) -> bool:
    """Whether at least half the bytes beyond ASCII belong to well-formed UTF-8: the rest is damage, not another encoding.

    Bytes of well-formed sequences are counted, not characters: they hardly come about by chance.
    """
    good = _beyond_ascii(data.decode("utf-8", "ignore").encode("utf-8"))
    return good > 0 and good >= _beyond_ascii(data) - good


def _beyond_ascii(data: bytes) -> int:
    return len(data.translate(None, _ASCII))


def _guessed(data: bytes) -> tuple[str, str | None]:
    western = _strictly(data, "cp1252")
    high = sum(1 for byte in data if byte > 0x7F)
    if (
        western is not None
        and high < len(data) * 0.12
        and _WESTERN.fullmatch(western[0])
        and not _reads_as_symbols(western[0])
    ):
        return western
    best = from_bytes(data[:200_000]).best()
    guess = _strictly(data, best.encoding) if best is not None and high > len(data) * 0.02 else None
    if guess is not None:
        return guess
    text = data.decode("utf-8", "replace")
    return text, _damage(text)


def _reads_as_symbols(text: str) -> bool:
    """Whether the characters beyond ASCII are rather signs than letters, quotation marks and dashes."""
    high = [c for c in text if c > "\x7f"]
    fine = sum(1 for c in high if c.isalpha() or c in "‘’“”–—…•«»\xa0€£°„‚")
    return fine < len(high) * 0.9 or "ÿ" in text or "þ" in text


def _damage(text: str) -> str:
    return f"{text.count(chr(0xFFFD))} byte(s) that are no text in any encoding, read as \ufffd"
