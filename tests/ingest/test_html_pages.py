"""Whole pages with what a careful reader takes from them."""

from pathlib import Path

import pytest

from reportedly.ingest import Publishers, ingest_bytes, ingest_file

PAGES = Path(__file__).parent / "pages"

EXPECTED = {
    "state_media": {
        "publisher": "Veshtal News Agency", "title": "Army units repel raid on Varna Hills outpost", "published": "2023-05-17T09:42+03:00",
        "section": "Local", "dateline": "VARNA HILLS, (Veshtal)", "language": "en",
        "mirrors": ("www.veshtal.example.net", "veshtal-mirror.example.org"), "captions": ("Soldiers at a checkpoint near Varna Hills (archive)",),
    },
    "wire": {
        "publisher": "Meridian Wire", "title": "Toll in Marrow Bay ferry blast rises to 21, medics say", "published": "2024-03-09T14:05Z",
        "byline": "Ana Prell, Tomas Igwe", "dateline": "MARROW BAY, March 9 (Meridian Wire)",
        "captions": ("People gather near the pier after a blast in Marrow Bay, March 9, 2024. MERIDIAN/Lena Orr/File Photo",),
    },
    "ngo": {"publisher": "Harbour Aid", "title": "Statement on the attack near Ostrel clinic", "published": "2022-11", "dateline": None},
    "wordpress": {"publisher": "Korb Watch", "title": "What the bridge footage shows", "published": "2021-08", "byline": "jdoe", "captions": ("Still from the video, frame 212.",)},
    "live_blog": {"publisher": "The Tessaly Courier", "title": "Live: protests in Tessaly, day three", "published": "2020-10-05"},
    "bare": {"publisher": None, "title": "Two hurt as shell lands in Dorsa market", "published": "2019-06-03"},
    "mobile_mirror": {"publisher": "Press TV", "title": "Drill held off the fictional Orm coast", "published": "2023-01-11"},
}  # fmt: skip

TEXTS = {
    "state_media": [
        "VARNA HILLS, (Veshtal) – Army units on Wednesday repelled a raid on an outpost in the Varna Hills, killing and wounding a number of “terrorists”, a military source said.",
        "The source told Veshtal that the attackers had come from the direction of Lower Korb and used two pickup trucks fitted with heavy machine guns.",
        "‘Trucks destroyed’",
        "“Both vehicles were destroyed before they reached the outer wall,” the source said, adding that three soldiers were slightly injured.",
        "The attack is the fourth on the outpost since January.",
    ],
    "wire": [
        "Blast hit ferry during morning rush",
        "Port authority denies fuel leak",
        "MARROW BAY, March 9 (Meridian Wire) - The death toll from an explosion on a passenger ferry in Marrow Bay rose to at least 21 on Saturday, two hospital officials said, as divers searched the harbour for survivors.",
        "The Port Authority denied that a fuel leak had caused the blast. “There was no leak and no warning,” spokesman Ilir Hasan told reporters at the pier.",
        "An armed group calling itself the Coastal Front claimed responsibility in a statement posted on its channel, which Meridian Wire could not verify.",
        "Residents described hearing “one very loud bang, then a second, smaller one”.",
        "(Reporting by Ana Prell and Tomas Igwe; Editing by Ruth Soll)",
    ],
    "ngo": [
        "Four of our patients were killed and nine people were wounded when two shells landed beside the clinic we support in Ostrel.",
        "The clinic’s coordinates had been shared with all parties to the conflict. “We had told everybody where we were,” said Dr Mirela Voss, who heads the team there.",
        "At least two of the dead were children.",
        "The operating theatre is out of use.",
        "Some 300 people a day relied on the clinic.",
        "“Medical facilities are never a target. We demand an independent inquiry.”",
        "We do not know who fired the shells, and we call on all parties to make public what they know.",
        "Notes to editors",
        "Harbour Aid has supported the clinic since March 2019.",
    ],
    "wordpress": [
        "A 40-second video posted on Monday by the channel Korb Today is said to show an air strike on the old bridge. We looked at every frame.",
        "The satellite image shows two craters on the northern bank that were not there on 2 August.",
        "Korb Today says twelve people died. A fisherman who was at the bridge told us by phone that he saw “no more than four or five” bodies.",
        "Where it was filmed",
        "The camera stands on the roof of the post office.",
        "The minaret to the left is that of the river mosque.",
        "We could not find out who dropped the bomb.",
    ],
    "live_blog": [
        "Police say 14 people were detained overnight.",
        "Governor rules out talks",
        "The governor has ruled out talks with the organisers. “Not under threat,” he told state radio a few minutes ago.",
        "Shots reported near the grain market",
        "Witnesses have told our reporter that shots were fired near the grain market. Police deny using live rounds.",
        "Hospital appeals for blood",
        "St Anne’s hospital has appealed for blood donors. A nurse there said six people with gunshot wounds had been brought in since noon.",
    ],
    "bare": [
        "Two traders were injured when a shell landed in the market of Dorsa on Monday morning, a police officer at the scene said.",
        "The officer, who asked not to be named because he may not speak to the press, said the shell had been fired from across the river.",
        "Officials on the other side could not be reached for comment.",
    ],
    "mobile_mirror": [
        "The navy of the fictional state of Orm held a drill off its coast on Wednesday, officials said, and no shots were fired at anybody.",
        "“Our boats are ready,” Admiral Tarin said in remarks carried by the local radio station of the port town.",
        "A fishermen’s union said the drill had kept forty boats from going out.",
    ],
}


@pytest.mark.parametrize("name", EXPECTED)
def test_page_says_what_it_is(name):
    ingested = ingest_file(PAGES / f"{name}.html")
    assert ingested.faults == ()
    (report,) = ingested.reports
    assert {field: getattr(report, field) for field in EXPECTED[name]} == EXPECTED[name]
    assert report.snapshot_sha256 == ingested.snapshot.sha256
    assert ingested.snapshot.media_type == "text/html"


@pytest.mark.parametrize("name", TEXTS)
def test_article_is_whole_and_nothing_else(name):
    (report,) = ingest_file(PAGES / f"{name}.html").reports
    assert report.text.split("\n\n") == TEXTS[name]


def test_scripts_and_styles_never_reach_the_text():
    page = """<html><head><title>Fire at the mill in Korb kills nobody</title></head><body><script>var a = "script words";</script>
    <article><style>p{content:"style words"}</style><p>A fire at the mill in Korb on Monday killed nobody, the fire service said.<script>evil()</script></p>
    <p>The cause is not known, <noscript>noscript words</noscript>a spokeswoman told the local radio.</p><template>template words</template></article></body></html>"""
    (report,) = ingest_bytes(page.encode(), origin="mill.html").reports
    assert (
        report.text
        == "A fire at the mill in Korb on Monday killed nobody, the fire service said.\n\nThe cause is not known, a spokeswoman told the local radio."
    )


@pytest.mark.parametrize(
    ("meta", "published"),
    [
        ('<meta property="article:published_time" content="2023-05-17T00:00:00+00:00">', "2023-05-17"),
        ('<meta name="date" content="2023-05">', "2023-05"),
        ('<meta name="pubdate" content="17 May 2023 at 4:30 pm">', "2023-05-17T16:30"),
        (
            '<script type="application/ld+json">{"@type":["NewsArticle"],"datePublished":"2023-05-17T10:00:00.000Z"}</script>',
            "2023-05-17T10:00Z",
        ),
        ('<script type="application/ld+json">{"@type":"NewsArticle","datePublished":"2023-05-1</script>', None),
        ('<link rel="canonical" href="https://a.example/2023/05/17/flood">', "2023-05-17"),
        ('<meta name="date" content="05/06/2023">', None),
    ],
)
def test_publication_date_has_no_digit_more_than_the_page(meta, published):
    page = f"<html><head>{meta}</head><body><h1>Flood in the valley of Orm</h1><p>The river left its bed on Tuesday night, the mayor said, and two bridges are closed.</p></body></html>"
    (report,) = ingest_bytes(page.encode(), origin="flood.html").reports
    assert report.published == published


def test_mirror_domains_are_one_publisher():
    page = '<html><head><link rel="canonical" href="{}"></head><body><p>The river left its bed on Tuesday night, the mayor said, and two bridges are closed.</p></body></html>'
    addresses = [
        "https://www.presstv.ir/Detail/1",
        "https://presstv.co.uk/x",
        "http://m.presstv.com/1",
        "https://web.archive.org/web/20230101/https://www.presstv.tv/2",
    ]
    publishers = {ingest_bytes(page.format(a).encode(), origin="p.html").reports[0].publisher for a in addresses}
    assert publishers == {"Press TV"}


def test_mirror_notice_tells_the_publisher_of_an_unknown_address():
    page = """<html><head><link rel="canonical" href="https://orm-herald-2.example/x"></head><body><article><p>The river left its bed on Tuesday night, the mayor
    said, and two bridges are closed.</p></article><div>Orm Herald's website can also be accessed at the following alternate addresses: orm-herald-2.example</div></body></html>"""
    (report,) = ingest_bytes(page.encode(), origin="p.html").reports
    assert (report.publisher, report.mirrors) == ("Orm Herald", ("orm-herald-2.example",))
    table = Publishers.default().with_mirrors_of([report])
    assert table.canonical(url="https://www.orm-herald-2.example/y") == "Orm Herald"
