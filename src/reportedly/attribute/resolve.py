"""Drafts to attributions: every voice resolved, every chain followed, every act named."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING, get_args

from reportedly.attribute import source_lexicon as lexicon
from reportedly.attribute.acts import force
from reportedly.attribute.chain_credits import credited, forwarded
from reportedly.attribute.chains import frame, named_links, path, told_again
from reportedly.attribute.coreference import Voices
from reportedly.attribute.leanings import judged, weighed
from reportedly.attribute.source_documents import stands_for
from reportedly.attribute.source_names import Names
from reportedly.attribute.source_none import nobody, says_nothing
from reportedly.attribute.source_publisher import publishing
from reportedly.attribute.source_voice import Place, Scene, Voice
from reportedly.attribute.source_words import PASSING
from reportedly.attribute.sources import anonymity, finished
from reportedly.core.data import toml
from reportedly.core.ids import content_id
from reportedly.core.records import Attribution, Kind
from reportedly.core.spans import Span, hull, words_of

if TYPE_CHECKING:
    from reportedly.attribute.acts import Force
    from reportedly.attribute.chain_carriers import Link
    from reportedly.attribute.draft import Draft
    from reportedly.core.records import Act, Report, Source

BELIEVED = re.compile(
    r"(?:is|was|has\s+been|had\s+been|[’']s)\s+(?:\w+ly\s+)?(?:believed|thought|understood|said|feared|reported|alleged|rumou?red|assumed|known|suspected|unclear|claimed|hoped|expected|not\s+known|not\s+clear)\b|(?:appears|seems|appeared|seemed|emerged|emerges|transpired)\b",
    re.IGNORECASE,
)
SAW = re.compile(r"(?:saw|sees|watched|witnessed|heard)\b", re.IGNORECASE)
PARTICIPLES = ("ing",)
PUBLISHING = frozenset({"reported", "reports", "reporting", "posted", "broadcast", "aired", "published", "carried"})
TAKING_UP = (
    "they ",
    "he ",
    "she ",
    "the official",
    "the source",
    "the diplomat",
    "the officer",
    "the people ",
    "both ",
    "all ",
    "the person ",
    "the aide",
)
"""How a sentence opens that says why those just quoted give no name."""
OURSELVES = re.compile(
    r"we\b|I\b|our (?:team|staff|channel|sources|people|correspondents?|reporters?)\b", re.IGNORECASE
)
"""How whoever wrote a post speaks of himself."""
BANDED, ATTACKS = (frozenset(lexicon.entries(toml("roles")["generic"][name])) for name in ("banded", "attacks"))
PERSON, SURELY_A_PERSON = get_args(Kind).index("person"), 0.8
DESCRIBED = 3
"""Words of a source that tells more of a voice than its name."""
NEAR = 3
"""Sentences over which a named voice keeps the carrier it was first heard through."""


def resolved(
    report: Report, sentences: tuple[Span, ...], drafts: tuple[Draft, ...]
) -> tuple[tuple[Attribution, ...], tuple[Source, ...]]:
    """Attributions in the order of `drafts`, and the voices of the report, the publisher first.

    Args:
        report: what was read; its publisher, credits and dateline open every chain.
        sentences: in reading order, not overlapping.
        drafts: spans settled, voices not.
    """
    work = _Work(report, sentences, drafts)
    for k in work.order:
        work.resolve(k)
    return work.finished(frozenset(k for k, draft in enumerate(drafts) if says_nothing(draft, report.text)))


class _Work:
    """One report on its way from drafts to attributions."""

    def __init__(self, report: Report, sentences: tuple[Span, ...], drafts: tuple[Draft, ...]) -> None:
        self.report, self.text, self.sentences, self.drafts = report, report.text, sentences, drafts
        self.starts = [s.start for s in sentences]
        publisher = publishing(report)
        contents = [part for draft in drafts for part in draft.content]
        self.scene = Scene(self.text, sentences, Names(self.text), contents)
        self.voices = Voices(self.scene, publisher)
        self.base = self._opening(publisher)
        self.posts = self._posts(publisher)
        self.order = sorted(range(len(drafts)), key=lambda k: (_anchor(drafts[k]), k))
        self.place = {k: n for n, k in enumerate(self.order)}
        self.speaker: dict[int, Voice] = {}
        self.chain: dict[int, tuple[Voice, ...]] = {}
        self.why: dict[int, list[str]] = {}
        self.busy: set[int] = set()
        self.outlets: dict[str, Voice] = {}
        self.forces: dict[int, Force] = {}
        self.meant: dict[Span, tuple[Voice, str | None]] = {}

    def _opening(self, publisher: Voice) -> tuple[Voice, ...]:
        """What opens every chain: the publisher, the channel it forwards, the agency whose report it is."""
        found = [publisher]
        if self.report.forwarded_from:
            found += self._outside(self.report.forwarded_from, None, publisher, "channel")
        credit = credited(self.report)
        if credit is not None:
            found += self._outside(*credit, publisher, "outlet")
        return tuple(dict.fromkeys(found))

    def _posts(self, publisher: Voice) -> list[tuple[int, tuple[Voice, ...]]]:
        """From where on which channel's posts are passed on, when the text itself says so."""
        if self.report.forwarded_from:
            return []
        return [
            (start, tuple(self._outside(name, span, publisher, "channel")) if name else ())
            for start, name, span in forwarded(self.text)
        ]

    def _outside(self, name: str, span: Span | None, publisher: Voice, kind: Kind) -> list[Voice]:
        """The voice of a channel or agency, none when it is the publisher."""
        if lexicon.bare(name) == lexicon.bare(publisher.name):
            return []
        voice, _ = self.voices.voice(name, Place(span=span or Span(0, 0)))
        if span is None:
            voice.mentions.discard(Span(0, 0))
        if voice.kind not in {"outlet", "channel"}:
            voice.kind = kind
        voice.name, voice.identity = (name if kind == "channel" else voice.name), "named"
        return [voice]

    def _opens(self, at: int) -> tuple[Voice, ...]:
        """What opens the chain of a saying at `at`."""
        passed_on = next((voices for start, voices in reversed(self.posts) if start <= at), ())
        publisher, *others = self.base
        return tuple(dict.fromkeys((publisher, *passed_on, *others)))

    def _sentence(self, at: int) -> int:
        return bisect_right(self.starts, at)

    def resolve(self, k: int) -> None:
        """Voice, chain and force of draft `k`; those it stands in or continues first."""
        if k in self.speaker or k in self.busy:
            return
        self.busy.add(k)
        draft = self.drafts[k]
        for other in (draft.within, draft.continues):
            if other is not None and 0 <= other < len(self.drafts):
                self.resolve(other)
        self.why[k] = list(draft.why)
        at = _anchor(draft)
        voice = self._voice(k, draft, at)
        outer = draft.within if draft.within is not None and draft.within in self.chain else None
        before = self.chain[outer] if outer is not None else self._opens(at)
        sentence = frame(self.sentences, self.starts, draft)
        carriers, deeper = self._links(named_links(self.text, sentence, draft), k, voice)
        if not carriers and outer is None:
            carriers = self._inherited(k, draft, voice, at)
        if carriers:
            voice.carriers = carriers
            outlets = [c for c in carriers if c.kind in {"outlet", "channel"}]
            self.outlets |= {word: c for c in outlets for word in c.name.split() if word not in self.outlets}
        if deeper:
            self.why[k].append(f"passes on {deeper[-1].name}")
            deeper[-1].carriers = (*carriers, voice, *deeper[:-1])
        self.chain[k] = path(before, carriers, voice, deeper)
        self.speaker[k] = self.chain[k][-1]
        if not (draft.source and nobody(draft.source, self.text)):
            self.scene.speaks(voice, at)
        if deeper:
            self.scene.speaks(deeper[-1], at)
        self.forces[k] = self._force(draft)
        if voice.identity == "unnamed" and voice.anonymity is None and sentence is not None:
            named = hull(draft.source) if draft.source else None
            voice.anonymity = anonymity(self.text, sentence, named) or self._anonymity_after(sentence)
        self.busy.discard(k)

    def _channel(self, draft: Draft, at: int) -> Voice | None:
        """Who says "we" in what is passed on from another channel or an agency."""
        if not draft.source or not OURSELVES.match(words_of(draft.source, self.text)):
            return None
        opens = self._opens(at)
        if len(opens) == 1:
            return None
        opens[0].mentions.discard(hull(draft.source))
        opens[1].mentions.add(hull(draft.source))
        return opens[1]

    def _voice(self, k: int, draft: Draft, at: int) -> Voice:
        if draft.continues is not None and draft.continues in self.speaker:
            voice = self.speaker[draft.continues]
            if draft.source:
                voice.mentions.add(hull(draft.source))
            return voice
        outer = self.speaker.get(draft.within) if draft.within is not None else None
        voice = self._heard(k, draft, at, outer)
        return (self._channel(draft, at) if voice is self.base[0] and outer is None else None) or voice

    def _heard(self, k: int, draft: Draft, at: int, outer: Voice | None) -> Voice:
        if draft.source and not self._nobody(draft):
            quoted = draft.within is not None and self.drafts[draft.within].quote == "direct"
            place = Place(span=hull(draft.source), aside=draft.content, outer=outer, inside_quote=quoted)
            voice, why = self._named(draft, place)
            if why:
                self.why[k].append(why)
            words = words_of(draft.source, self.text)
            if draft.leaning is not None and words.lower() not in lexicon.pronouns() and not stands_for(words):
                voice.leanings.append(draft.leaning)
                if len(words.split()) >= DESCRIBED:
                    voice.described.append(draft.leaning)
            self._heard_as_outlet(voice, draft)
            if (
                voice.role == "other"
                and voice.identity == "unnamed"
                and voice.kind in {"person", "people"}
                and SAW.match(words_of(draft.cue, self.text))
            ):
                voice.role = "eyewitness"
            return voice
        cue = words_of(draft.cue, self.text).lower().split()
        last = self._same_sentence(k, at)
        if last is not None and cue and cue[0].endswith(PARTICIPLES):
            self.why[k].append(f"goes on from {last.name}")
            return last
        if not cue and draft.quote == "direct" and outer is None:
            speaker = next((v for _, v in self.scene.recent(at)), None)
            if speaker is not None and speaker.kind != "unspecified":
                self.why[k].append(f"quotation after {speaker.name}")
                return speaker
        return self.voices.unspecified(" ".join(cue))

    def _named(self, draft: Draft, place: Place) -> tuple[Voice, str | None]:
        """The voice that the words of the source mean; words that were the source of something already mean the same."""
        if place.span not in self.meant:
            self.meant[place.span] = self.voices.voice(" ".join(p.of(self.text) for p in draft.source), place)
        return self.meant[place.span]

    def _heard_as_outlet(self, voice: Voice, draft: Draft) -> None:
        """An unknown name that "reported" or "posted" something is an outlet, unless the tagger takes it for a person."""
        sure = voice.heads or voice.gender or voice.role != "other" or (voice.person is not None and voice.person.known)
        sure = sure or (draft.leaning is not None and draft.leaning.kind[PERSON] > SURELY_A_PERSON)
        if voice.kind != "person" or voice.identity != "named" or sure or " " not in voice.name:
            return
        cue = words_of(draft.cue, self.text).lower().split()
        if cue and any(word.rstrip(",:") in PUBLISHING for word in cue[:3]):
            voice.kind, voice.role = "outlet", "journalist"

    def _anonymity_after(self, sentence: Span) -> str | None:
        """The reason in the next sentence: "They spoke on condition of anonymity because …"."""
        following = self._sentence(max(sentence.end - 1, 0))
        if following >= len(self.sentences):
            return None
        after = self.sentences[following]
        opens = self.text[after.start : after.start + 16].lower().startswith(TAKING_UP)
        return anonymity(self.text, after) if opens else None

    def _nobody(self, draft: Draft) -> bool:
        """Whether the source is the "it" of "it is believed"."""
        return (
            words_of(draft.source, self.text).lower() == "it"
            and BELIEVED.match(words_of(draft.cue, self.text)) is not None
        )

    def _same_sentence(self, k: int, at: int) -> Voice | None:
        here = self._sentence(at)
        done = [
            j
            for j in self.order[max(0, self.place[k] - 3) : self.place[k]]
            if j in self.speaker and self._sentence(_anchor(self.drafts[j])) == here
        ]
        return self.speaker[done[-1]] if done else None

    def _links(self, found: tuple[Link, ...], k: int, voice: Voice) -> tuple[tuple[Voice, ...], tuple[Voice, ...]]:
        carriers: list[Voice] = []
        deeper: list[Voice] = []
        for link in found:
            other, _ = self.voices.voice(link.span.of(self.text), Place(span=link.span))
            if other is voice or other is self.voices.publisher:
                continue
            if link.outlet and not other.may_be_outlet:
                continue
            if link.outlet:
                other.kind, other.role = "outlet", "journalist"
            (deeper if link.deeper else carriers).append(other)
            self.why[k].append(link.why)
        short = told_again(self.text, self.drafts[k], self.outlets)
        if short is not None and short not in (voice, *carriers):
            carriers.insert(0, short)
            self.why[k].append(f"told {short.name}")
        asks = ASKING.match(words_of(self.drafts[k].cue, self.text)) is not None
        reports = voice.role == "journalist" and voice.kind in {"person", "people"} and not asks
        named = self.drafts[k].source or self.drafts[k].cue
        if reports and voice.affiliation and named and not carriers:
            outlet, _ = self.voices.voice(voice.affiliation, Place(span=hull(named)))
            if outlet.kind in {"outlet", "channel"} and outlet is not self.voices.publisher:
                carriers.append(outlet)
                self.why[k].append(f"reports for {outlet.name}")
        return tuple(carriers), tuple(deeper)

    def _inherited(self, k: int, draft: Draft, voice: Voice, at: int) -> tuple[Voice, ...]:
        """A voice first heard through a carrier is still heard through it: always when unnamed, nearby when named."""
        if not voice.carriers or voice.spoke < 0:
            return ()
        if (
            voice.identity == "unnamed"
            or draft.continues is not None
            or self._sentence(at) - self._sentence(voice.spoke) <= NEAR
        ):
            self.why[k].append(f"still through {voice.carriers[0].name}")
            return voice.carriers
        return ()

    def _force(self, draft: Draft) -> Force:
        cue = words_of(draft.cue, self.text)
        content = " ".join(part.of(self.text) for part in draft.content)
        source = " ".join(part.of(self.text) for part in draft.source)
        asks = content.rstrip("”\"' ").endswith("?") and len(content) < 300
        return weighed(force(cue, content, before=source, question=asks), draft.leaning)

    def finished(self, dropped: frozenset[int]) -> tuple[tuple[Attribution, ...], tuple[Source, ...]]:
        """The frozen records, without the drafts of those indices."""
        ids = {id(voice): content_id("s", self.report.id, n, voice.name) for n, voice in enumerate(self.voices.all)}
        names = [
            content_id("a", self.report.id, d.source, d.cue, d.content, _repeat(self.drafts, k))
            for k, d in enumerate(self.drafts)
        ]
        attributions = []
        for k, draft in enumerate(self.drafts):
            if k in dropped:
                continue
            act = self._inherits_act(k)
            told = self.forces[k]
            attributions.append(
                Attribution(
                    id=names[k], source=draft.source, cue=draft.cue, content=draft.content, quote=draft.quote,
                    act=act or told.act, polarity=told.polarity, certainty=told.certainty,
                    voice=ids[id(self.speaker[k])], chain=tuple(ids[id(v)] for v in self.chain[k]),
                    within=self._around(draft.within, dropped, names), addressee=draft.addressee,
                    p_attribution=draft.p_attribution, why=(*self.why[k], *((told.why,) if told.why else ())),
                )
            )  # fmt: skip
        used = {id(v) for k, chain in self.chain.items() if k not in dropped for v in chain} | {
            id(v) for v in (*self.base, *(v for _, voices in self.posts for v in voices))
        }
        for voice in self.voices.all[1:]:
            judged(voice)
        self._claimants(dropped)
        sources = tuple(finished(v, ids[id(v)], self.scene.names) for v in self.voices.all if id(v) in used)
        return tuple(attributions), sources

    def _claimants(self, dropped: frozenset[int]) -> None:
        """Whoever claims an attack and is no state's force is armed; an airline that takes the blame for a delay is none."""
        for k, voice in self.speaker.items():
            draft, told = self.drafts[k], self.forces[k]
            attack = ATTACKS.intersection(words_of(draft.content, self.text).lower().split())
            claims = told.act == "claim_responsibility" and told.polarity == "affirmed" and bool(attack)
            banded = voice.role == "military" and bool(voice.heads & BANDED) and not voice.countries
            if k not in dropped and claims and (banded or voice.role in PASSING) and voice.kind != "unspecified":
                voice.role = "armed_group"

    def _around(self, within: int | None, dropped: frozenset[int], names: list[str]) -> str | None:
        """Name of the innermost kept draft around."""
        seen: set[int] = set()
        while within is not None and within in dropped and within not in seen:
            seen.add(within)
            within = self.drafts[within].within
        return None if within is None or within in dropped else names[within]

    def _inherits_act(self, k: int) -> Act | None:
        """The accusation that a participle of the same sentence goes on with: "accused them of looting, adding that …"."""
        draft = self.drafts[k]
        cue = words_of(draft.cue, self.text).lower().split()
        if self.forces[k].act != "state" or not cue or not cue[0].endswith(PARTICIPLES):
            return None
        at = _anchor(draft)
        place = self.place[k]
        for j in reversed(self.order[max(0, place - 3) : place]):
            if self.speaker[j] is self.speaker[k] and self.forces[j].act in {"accuse", "threaten", "warn"}:
                cue_j = self.drafts[j].cue
                if cue_j and self._sentence(cue_j[0].start) == self._sentence(draft.cue[0].start if draft.cue else at):
                    return self.forces[j].act
        return None


ASKING = re.compile(
    r"(?:has |had |also |then |again ){0,2}(?:asks?|asked|asking|wondered|wanted to know|wished to know|inquired|enquired|pressed)\b",
    re.IGNORECASE,
)
"""A reporter's question, which no outlet passes on."""


def _repeat(drafts: tuple[Draft, ...], k: int) -> int:
    return 0 if k == 0 or drafts[k - 1].content != drafts[k].content else k


def _anchor(draft: Draft) -> int:
    parts = draft.source or draft.cue or draft.content
    return parts[0].start if parts else 0
