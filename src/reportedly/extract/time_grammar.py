"""The grammar of time expressions, over the letters of `time_tokens`: longer forms first."""

from __future__ import annotations

import re

_MONTH = r"(?:m|M\.?)"
_WEEKDAY = r"(?:w|ω\.?)"
_DAY = r"[1o]"
_YEAR = r"(?:,?O?Y)"
_NUMBER = r"(?:[n19N4](?:-n|n)*(?:&?Ar|&AH|r)?|r)"
_COUNT = rf"(?:A?{_NUMBER}(?:[t-]{_NUMBER}|&{_NUMBER})?|A?G(?:O(?:T)?)?|HA|A)"
_ABOUT = r"(?:(?:i?~~?|~t)(?=[n19N4rAGYH]))?"
_UNIT = r"(?:[uvq]|p)"
_MODIFIED = r"(?:[Ee]-?)?"
_WHICH = r"(?:T?(?:l|x|b)|hx?|hb|T?C)"
_DATE_FORMS = (
    rf"(?:{_WEEKDAY},?)?{_MONTH}T?{_DAY}(?:,?Y)?",
    rf"(?:{_WEEKDAY},?)?T?{_DAY}-?O?{_MONTH}-?(?:,?Y|9)?",
)
_DATE = "(?:" + "|".join(_DATE_FORMS) + ")"
_PLAIN_DAY = rf"(?:{_MODIFIED}(?:T?l|T?x|hx?|hb)?w|{_MODIFIED}d)"
_CLOCK = r"(?:i?(?:c-?a?|[1n]-?a)\.?(?:z|,?\(z\))?|[Y4]z|[Y4](?=uz))"
_PART = r"(?:i?T?p)"

RULES: tuple[tuple[str, str], ...] = (
    ("iso", r"I"),
    ("slash", r"J"),
    ("clock_day", rf"{_CLOCK},?i?(?:{_DATE}|{_PLAIN_DAY})"),
    ("clock_day", rf"(?:{_DATE}|{_PLAIN_DAY}p?),?{_CLOCK}"),
    (
        "range_dates",
        rf"[FB]?{_MONTH}{_DAY}{_YEAR}?[-t]{_MONTH}{_DAY}{_YEAR}?|[FB]{_MONTH}{_DAY}{_YEAR}?[&]{_MONTH}{_DAY}{_YEAR}?",
    ),
    (
        "range_dates",
        rf"[FB]?T?{_DAY}O?{_MONTH}{_YEAR}?[-t]T?{_DAY}O?{_MONTH}{_YEAR}?|BT?{_DAY}O?{_MONTH}&T?{_DAY}O?{_MONTH}{_YEAR}?",
    ),
    ("range_days", rf"[FB]?{_MONTH}T?{_DAY}[-t]T?{_DAY}{_YEAR}?|B{_MONTH}T?{_DAY}&T?{_DAY}{_YEAR}?"),
    ("range_days", rf"[FB]?T?{_DAY}[-t]T?{_DAY}O?{_MONTH}{_YEAR}?|BT?{_DAY}&T?{_DAY}O?{_MONTH}{_YEAR}?"),
    (
        "range_months",
        rf"[FB]{_MONTH}{_YEAR}?[-t&]{_MONTH}{_YEAR}?|{_MONTH}[-t]{_MONTH}{_YEAR}|{_MONTH}{_YEAR}[-t]{_MONTH}{_YEAR}",
    ),
    ("range_years", r"[FB]?Y[-t/][Y19](?![uvq])|BY&Y"),
    (
        "part_of_date",
        rf"{_PART}[Oi](?:{_DATE}|T?{_PLAIN_DAY})|{_PART}(?:{_DATE}|{_PLAIN_DAY})|{_DATE}i{_PART}|{_PLAIN_DAY}i{_PART}",
    ),
    ("calendar_day", _DATE),
    ("edge", rf"T?[KE]O(?:T?y?u|T?hy?u|T?[lxC]y?u|{_MONTH}{_YEAR}?|{_MONTH}[lxh]u|Y|T?D|T?s(?:O?Y)?)"),
    ("edge", r"[uw]k?-?K"),
    ("month_relative", rf"{_MODIFIED}{_MONTH}O?(?:T?[lxb]|h)u"),
    ("month_year", rf"{_MODIFIED}{_MONTH}{_YEAR}"),
    ("weekday_week", rf"{_MODIFIED}w(?:p)?O?T?[lxh]u"),
    ("weekday", rf"{_MODIFIED}(?:T?l|T?x|hx?|hb|j)?w(?:-?p|E?-?p)?"),
    ("deictic", rf"{_MODIFIED}(?:E-?p)?d(?:k?p)?"),
    ("this_part", rf"{_MODIFIED}[hlx]E?-?p"),
    ("recurring", rf"S|V(?:{_NUMBER}|G|o|~)?(?:w|u|v|q|p|s|{_MONTH})"),
    ("ago", rf"{_ABOUT}{_COUNT}(?:~)?-?{_UNIT}(?:&{_COUNT}{_UNIT})?-?g"),
    ("offset", rf"{_ABOUT}{_COUNT}{_UNIT}[ef]"),
    ("year_ago", r"T?u-[ge](?:o?-?[qP]|s)?"),
    ("around", r"T[up][ef](?=[,._)&]|$)"),
    ("span_before", rf"(?:V?OT?|T)?(?:[lbx]|hb|xU)(?:{_ABOUT})?(?:{_NUMBER}|G(?:O)?|A)~?{_UNIT}"),
    ("first_of", rf"T?[ox]{_NUMBER}v"),
    ("quarter", r"(?:T?(?:Yk?|hu?k?|lu?k?|xu?k?|C|U|y)?)(?:y-?)?o-?y?-?q(?:,?O?(?:T?y?u?Y|T?[hlx]y?u|y(?:u)?Y))?"),
    ("half", r"T?[olx]-?HO?(?:Y|T?[hlx]?u|y?u?Y)"),
    ("fiscal", r"yu?Y"),
    ("the_quarter", r"T?[hlxCUj]q|Tq"),
    ("last_unit", rf"(?:{_MODIFIED}i?)?(?:i?T)?(?:[lxhb]|hx|hb|C|Tb|U)y?u(?!-)"),
    ("that_unit", r"(?:[ef]i?)?(?:j|Tj|jj)[up]"),
    ("earlier_in", r"[Eef]iT[u]"),
    ("century", r"T?E?-?o-?u"),
    ("decade", r"T?E?-?(?:O)?D"),
    ("season_year", rf"{_MODIFIED}T?{_MODIFIED}sO?Y|(?:T?)sO?T?[lxh]u"),
    ("season", rf"{_MODIFIED}(?:T?[lxhb]|hb|T{_MODIFIED})s"),
    ("year", r"(?:TuO?|iTu|T?u)Y|(?:E-?|i?~)?Y"),
    ("month", rf"{_MODIFIED}(?:T?[lxh]|hb)?{_MONTH}(?!T?[1o])"),
    ("weekend", r"Tu"),
    ("clock", rf"(?:i?~)?{_CLOCK}u?"),
    ("recent", r"T?[Rxb][vq]|R[v]"),
    ("duration", rf"T{_NUMBER}v|{_ABOUT}(?:{_COUNT}(?:~)?|Y)-?{_UNIT}(?:&AH|&{_COUNT}{_UNIT})?"),
    ("holiday", r"(?:l|x|h)?Xk?(?:u|K)?"),
    ("part", r"p"),
    ("vague", r"v"),
)

_GROUPS: tuple[str, ...] = tuple(name for name, _ in RULES)
GRAMMAR = re.compile("|".join(f"(?P<r{i}>{pattern})" for i, (_, pattern) in enumerate(RULES)))
CORE = re.compile(r"[IJcmMwωdusqvpDXSY4a]")
DATE = re.compile(_DATE)
PLAIN_DAY = re.compile(_PLAIN_DAY)
RUN = re.compile(r"[^0_]+")


def rule_of(match: re.Match[str]) -> str:
    """The name of the rule that matched."""
    return _GROUPS[int((match.lastgroup or "r0")[1:])]
