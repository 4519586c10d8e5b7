from dataclasses import replace

import pytest

import harbour
from reportedly.core.incidents import Account
from reportedly.export import phrases


def accounts(*intervals):
    return [Account(origin=str(n), figures={"killed": interval}) for n, interval in enumerate(intervals)]


@pytest.mark.parametrize(
    ("intervals", "words"),
    [
        ([(14, 14)], "14"),
        ([(14, None)], "14 or more"),
        ([(3, 3), (14, None)], "3–14 or more"),
        ([(2, None), (14, 14)], "2–14"),
        ([(14, 21), (15, 15)], "14–21"),
        ([(0, 0)], "0"),
        ([(0, 7)], "up to 7"),
        ([(1200, 1200)], "1,200"),
    ],
)
def test_spread_over_accounts(intervals, words):
    assert phrases.spread(accounts(*intervals), "killed") == words


def test_spread_without_a_count():
    assert phrases.spread(accounts((1, 1)), "injured") is None


def test_times_never_say_more_than_is_known():
    day = harbour.WIRE_READING.times[0]
    assert phrases.time(day) == "2031-05-06"
    assert phrases.time(replace(day, end="2031-05-08")) == "2031-05-06 to 2031-05-08"
    assert phrases.time(replace(day, end=None)) == "since 2031-05-06"
    assert phrases.time(replace(day, start=None)) == "until 2031-05-06"
    sunday = replace(day, precision="unresolved", value="XXXX-WXX-7", start=None, end=None)
    assert phrases.time(sunday) == "a Sunday, date not fixed"
    assert phrases.time(replace(sunday, value="PAST_REF")) == "date not fixed"
    assert phrases.time(None) == "time not stated"


def test_places_say_when_they_are_not_located():
    town = harbour.WIRE_READING.places[0]
    assert phrases.place(town) == "Port Ostrava (NL)"
    assert phrases.place(replace(town, precision="unresolved", country=None)) == "Port Ostrava, not located"


def test_a_denial_and_a_hedge_are_said():
    said = harbour.WIRE_READING.attributions[2]
    assert phrases.manner(said) == "denies (indirect, hedged)"
    assert phrases.manner(replace(said, act="state", certainty="asserted")) == "states (indirect, denied)"


def test_terminals_cannot_be_steered():
    assert phrases.evened("a\x1b]0;title\x07b\u202ec\r\nd") == "a�]0;title�b�c d"
