"""All rules of the time grammar in one reader. Nothing is guessed.

Every rule of `time_grammar` has a method of its name that turns the matched tokens into a TIMEX3 value. Without the date
it needs, a value keeps its X's ("XXXX-WXX-7") and stays unresolved.
"""

from __future__ import annotations

from reportedly.extract.time_clocks import Clocks
from reportedly.extract.time_lengths import Lengths
from reportedly.extract.time_quarters import Quarters


class Resolver(Quarters, Clocks, Lengths):
    """One report's times, in reading order."""
