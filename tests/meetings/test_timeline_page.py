"""The timeline at `/` and `/timeline.svg`: what they show, what they cost, what they refuse."""

import re
from datetime import UTC, date, datetime
from typing import Any
from unittest import mock
from xml.etree import ElementTree

from django.test import TestCase

from meetings.assessment import assess_councils
from meetings.dates import DateInterval
from meetings.models import Council, Resumption, Session
from meetings.query import ORDERS, TimelineQuery
from meetings.vocabulary import Publication
from tests import factories
from tests.meetings.reference_records import NOW, load_reference_records

QUERIES_MAX = 12
HTML_MAX = 300_000
SVG = "{http://www.w3.org/2000/svg}"


def at(moment: datetime) -> Any:
    """The page's clock stopped at an instant."""
    return mock.patch("meetings.pages.clock", return_value=moment)


class ReferenceTimelineTests(TestCase):
    """With the reference histories."""

    @classmethod
    def setUpTestData(cls) -> None:
        load_reference_records()

    def setUp(self) -> None:
        clock = at(NOW)
        clock.start()
        self.addCleanup(clock.stop)

    def page(self, address: str = "/", status: int = 200) -> str:
        response = self.client.get(address)
        self.assertEqual(response.status_code, status)
        return response.content.decode()

    def figure(self, html: str) -> str:
        return html[html.index('<figure class="tl"') : html.index("</figure>")]

    def drawn_sessions(self, html: str) -> set[str]:
        return set(re.findall(r'href="(/sessions/S\d+/)"', self.figure(html)))

    def listed_sessions(self, html: str) -> set[str]:
        return set(re.findall(r'<th scope="row"><a href="(/sessions/S\d+/)"', html))

    def test_the_silences_of_2014_and_2019_are_shaded_and_their_ends_flagged_as_major(self) -> None:
        html = self.page("/?council=nato-russia-council&council=nato-russia-pjc")
        figure = self.figure(html)
        for days, day in (("688 days", "20 April 2016"), ("922 days", "12 January 2022")):
            with self.subTest(days=days):
                words = f"NRC met again: {day}, after {days} (far longer than usual)"
                band = f'<title>{days} without a session on record, until {day}</title><rect class="gap"'
                self.assertIn(band, figure)
                self.assertRegex(
                    figure,
                    rf'<a class="f" href="/resumptions/R\d+/"><title>{re.escape(words)}[^<]*</title>.*?#flag-major"',
                )
        self.assertEqual(figure.count('href="#flag-major"'), 4)  # and two in the legend
        self.assertRegex(figure, r">688 days</text>")
        self.assertRegex(figure, r">922 days</text>")

    def test_every_flagged_gap_stands_in_days_as_text(self) -> None:
        html = self.page("/?council=nato-russia-council&council=nato-russia-pjc")
        text = re.sub(r"<(title|svg)\b.*?</\1>", " ", html, flags=re.S)
        for days in (
            "133 days",
            "182 days",
            "169 days",
            "227 days",
            "688 days",
            "922 days",
            "532 days",
            "379 days",
        ):
            self.assertIn(days, text)

    def test_flags_on_sampled_records_say_possible(self) -> None:
        figure = self.figure(self.page("/?council=nato-russia-pjc&from=1997&to=2002-05"))
        self.assertIn("(possible: unusually long)", figure)
        self.assertIn('href="#flag-notable-possible"', figure)
        self.assertIn('class="p sampled"', figure)

    def test_the_pjc_continues_into_the_nrc_in_one_lane(self) -> None:
        html = self.page()
        self.assertEqual(html.count('<li class="lane">'), 20)
        self.assertIn("PJC, from 28 May 2002 NRC · 148 sessions", html)
        self.assertIn('class="join"', html)

    def test_running_silences_reach_the_as_of_day(self) -> None:
        html = self.page()
        self.assertIn("silent for 6,559 days", html)
        self.assertIn("CSCE", html)

    def test_drawing_and_table_have_the_same_sessions(self) -> None:
        for address in (
            "/?council=g20",
            "/?level=foreign_ministers&from=2010",
            "/?status=cancelled",
            "/?flag=any",
        ):
            with self.subTest(address=address):
                html = self.page(address)
                self.assertTrue(self.drawn_sessions(html))
                self.assertEqual(self.drawn_sessions(html), self.listed_sessions(html))

    def test_the_table_has_200_a_page_and_states_the_total(self) -> None:
        first, second = self.page(), self.page("/?page=2")
        self.assertEqual((len(self.listed_sessions(first)), len(self.listed_sessions(second))), (200, 180))
        self.assertEqual(
            self.drawn_sessions(first), self.listed_sessions(first) | self.listed_sessions(second)
        )
        self.assertIn("380 sessions", first)
        self.assertIn('<a id="page-next" rel="next" href="/?page=2">', first)
        self.page("/?page=3", status=404)

    def test_sorting_turns_the_table_round(self) -> None:
        newest, oldest = self.page(), self.page("/?sort=oldest")
        self.assertLess(newest.index(">27 January 2026<"), newest.index(">12 January 2022<"))
        self.assertIn(">30 July – 1 August 1975<", oldest)

    def test_cost_of_the_page(self) -> None:
        for address in (
            "/",
            "/?as_of=2021-01-01",
            "/?level=ambassadors&q=brussels",
            "/?council=nato-russia-council",
        ):
            with self.subTest(address=address), self.assertNumQueriesAtMost(QUERIES_MAX):
                html = self.page(address)
            self.assertLess(len(html.encode()), HTML_MAX)

    def assertNumQueriesAtMost(self, limit: int) -> Any:  # noqa: N802  # beside Django's assertNumQueries
        from django.db import connection
        from django.test.utils import CaptureQueriesContext

        test = self

        class Capture(CaptureQueriesContext):
            def __exit__(self, *exception: Any) -> None:
                super().__exit__(*exception)
                test.assertLessEqual(len(self.captured_queries), limit)

        return Capture(connection)

    def test_more_sessions_cost_no_more_queries(self) -> None:
        from django.db import connection
        from django.test.utils import CaptureQueriesContext

        for one, other in (
            ("council=japan-china-hled", "council=nato-russia-council"),
            ("from=2026", "from=1975"),
        ):
            with CaptureQueriesContext(connection) as few:
                self.page(f"/?{one}")
            with CaptureQueriesContext(connection) as many:
                self.page(f"/?{other}")
            self.assertEqual(len(few), len(many), (one, other))

    def test_a_month_or_year_never_shows_a_day(self) -> None:
        council = Council.objects.get(slug="saarc")
        session = factories.make_session(council, "2019-07", level="ministers")
        html = self.page("/?council=saarc&from=2019&to=2020")
        self.assertIn(f'<a href="/sessions/S{session.pk}/">July 2019</a>', html)
        self.assertIn("SAARC: July 2019", html)
        self.assertNotRegex(html, r"\d\d? July 2019")

    def test_a_period_before_or_after_everything_has_its_page(self) -> None:
        for query in (
            "to=1900",
            "from=2100",
            "council=g20&to=1990",
            "council=g20&from=2100",
            "level=experts&to=1999",
        ):
            for as_of in ("", "&as_of=1980-01-01", "&as_of=2040-01-01"):
                with self.subTest(query, as_of=as_of):
                    self.assertIn("No session on record matches", self.page(f"/?{query}{as_of}"))

    def test_a_past_day_knows_nothing_later(self) -> None:
        html = self.page("/?council=nato-russia-council&as_of=2021-02-26")
        shown = re.sub(r'<form id="filters".*?</form>', "", html, flags=re.S)
        self.assertNotRegex(shown, r"(?<![\w.])2022(?!\w)")  # a year, not a session's number or a coordinate
        self.assertIn("602 days", html)
        self.assertIn("badge-major", html[html.index('id="silent"') :])

    def test_a_large_record_is_read_another_way_and_drawn_the_same(self) -> None:
        for address in (
            "/", "/?order=silence", "/?order=rhythm", "/?order=name", "/?from=2014-03&to=2019", "/?as_of=2040-01-01",
            "/?council=g20&council=nato-russia-council&from=2010",
        ):  # fmt: skip
            with self.subTest(address):
                usual = self.figure(self.page(address))
                with (
                    mock.patch("meetings.timeline.lane_rows.FEW", 0),
                    mock.patch("meetings.timeline.records.JUDGED_MAX", 0),
                ):
                    self.assertEqual(self.figure(self.page(address)), usual)

    def test_of_many_councils_the_first_lanes_are_found_by_a_few_numbers(self) -> None:
        """The first lane and the most unusual silence, chosen from four councils judged, are those of all judged."""
        for order in ORDERS:
            for as_of in ("", "2030-06-30"):
                address = "/" + TimelineQuery(order=order, as_of=as_of).querystring()
                with (
                    self.subTest(address),
                    mock.patch("meetings.timeline.records.LANES_MAX", 1),
                    mock.patch("meetings.timeline.records.LIST_MAX", 1),
                    mock.patch("meetings.timeline.page.LIST_MAX", 1),
                ):
                    usual = self.page(address)
                    with mock.patch("meetings.timeline.records.JUDGED_MAX", 0):
                        few = self.page(address)
                    self.assertEqual(self.figure(few), self.figure(usual))
                    silent = re.compile(r'id="silent".*?</ul>', re.DOTALL)
                    self.assertEqual(silent.findall(few), silent.findall(usual))

    def test_more_flags_than_are_counted_are_said_to_be_more(self) -> None:
        with (
            mock.patch("meetings.timeline.records.LANES_MAX", 2),
            mock.patch("meetings.timeline.records.LIST_MAX", 4),
        ):
            exact = self.page()
            total = Resumption.objects.standing().count()
            self.assertIn(f"{total} resumptions", exact)
            self.assertIn(f"All {total} resumptions", exact)
            with mock.patch("meetings.timeline.flags.FLAGS_COUNTED", 5):
                cut = self.page()
        self.assertIn("more than 5 resumptions", cut)
        self.assertIn("All resumptions", cut)
        listed = re.compile(r'id="returned".*?</ul>', re.DOTALL)
        self.assertEqual(listed.findall(exact), listed.findall(cut))

    def test_a_crowded_lane_draws_no_more_gaps_than_the_picture_has_room_for(self) -> None:
        """A session that ended a gap which is not drawn is counted with the others around it."""
        with (
            mock.patch("meetings.timeline.lane_rows.MARKS_MAX", 36),
            mock.patch("meetings.timeline.lane_rows.LANE_MARKS_MIN", 1),
        ):
            all_drawn = self.page()
            with (
                mock.patch("meetings.timeline.records.GAPS_MAX", 1),
                mock.patch("meetings.timeline.layout.GAPS_MAX", 1),
            ):
                longest = self.page()

        def marks(html: str) -> int:
            return len(re.findall(r'<a class="(?:m|d)[ "]', html))

        self.assertLess(marks(longest), marks(all_drawn))

    def test_chips_remove_one_filter_each(self) -> None:
        html = self.page("/?council=g20&council=saarc&q=summit")
        self.assertIn('<a class="chip" href="/?council=saarc&amp;q=summit"', html)
        self.assertIn('<a class="chip" href="/?council=g20&amp;council=saarc"', html)

    def test_nothing_found_is_said(self) -> None:
        html = self.page("/?q=zzzz")
        self.assertIn("No session on record matches all of these filters.", html)
        self.assertNotIn('id="move-out"', html)

    def test_from_a_period_without_sessions_a_link_leads_back(self) -> None:
        html = self.page("/?from=2026-06")
        self.assertIn("No session on record matches all of these filters.", html)
        self.assertRegex(html, r'<a id="move-out" href="/\?from=2025-\d\d"')
        self.assertIn('<a href="/" id="period-1">', html)

    def test_a_silence_is_graded_in_the_words_of_the_other_pages(self) -> None:
        html = self.page("/?council=jcpoa-vienna-talks")
        self.assertIn('<span class="badge badge-historic">longest on record</span>', html)

    def test_the_address_is_refused_with_a_sentence_that_says_why(self) -> None:
        for address, said in (
            ("/?colour=red", "no parameter “colour”"),
            ("/?level=kings", "“kings” is not a level"),
            ("/?from=2016-13", "“from=2016-13” is not a date"),
            ("/?as_of=tomorrow", "is not a day"),
            ("/timeline.svg?page=2", "no parameter “page”"),
        ):
            with self.subTest(address=address):
                self.assertIn(said, self.page(address, status=400))

    def test_the_page_carries_no_token_nonce_or_inline_code(self) -> None:
        html = self.page()
        self.assertNotIn("csrf", html)
        self.assertNotIn("nonce", html)
        self.assertNotRegex(html, r"<script(?![^>]*\bsrc=)|<style|\sstyle=|\son[a-z]+=")
        self.assertEqual(html, self.client.get("/", headers={"hx-request": "true"}).content.decode())

    def test_an_unchanged_page_is_not_sent_again(self) -> None:
        tag = self.client.get("/").headers["ETag"]
        self.assertEqual(self.client.get("/", headers={"if-none-match": tag}).status_code, 304)
        factories.make_session(Council.objects.get(slug="g20"), "2026-01-01")
        self.assertTrue(tag)

    def test_the_picture_alone_is_the_same_picture(self) -> None:
        response = self.client.get("/timeline.svg?council=nato-russia-council")
        self.assertEqual(response.headers["Content-Type"], "image/svg+xml; charset=utf-8")
        self.assertIn("style-src 'sha256-", response.headers["Content-Security-Policy"])
        root = ElementTree.fromstring(response.content)
        marks = {link.get("href") for link in root.iter(f"{SVG}a")}
        page = self.page("/?council=nato-russia-council")
        self.assertEqual({href for href in marks if href and "/sessions/" in href}, self.drawn_sessions(page))

    def test_the_picture_alone_needs_nothing_else_and_says_where_it_comes_from(self) -> None:
        address = "/timeline.svg?council=inter-korean-summit&breaks=on"
        response = self.client.get(address)
        text = response.content.decode()
        root = ElementTree.fromstring(text)
        self.assertEqual(root.get("lang"), "en")
        self.assertLessEqual(int(root.get("width", "")), 960)
        self.assertIn("prefers-color-scheme:dark", text)
        self.assertNotRegex(text, r"<script|<image|<foreignObject|@import|url\((?!&quot;#|\"#|#)")
        for words in ("as of 23 November 2026", "data version", "CC BY 4.0", "Left out of the axis"):
            self.assertIn(words, text)
        self.assertIn("/?council=inter-korean-summit&amp;breaks=on</text>", text)
        self.assertIn("6 y", [each.text for each in root.iter(f"{SVG}text")])
        german = self.client.get(f"{address}&lang=de").content.decode()
        self.assertIn('lang="de"', german)
        self.assertIn("2.665 Tage", german)

    def lanes(self, address: str) -> list[str]:
        return re.findall(
            r'<svg class="tl-plot" height="50" role="group" aria-label="([^"]+)"', self.page(address)
        )

    def test_lanes_stand_in_the_order_that_the_address_asks_for(self) -> None:
        by_name = self.lanes("/?order=name")
        self.assertEqual(by_name, sorted(by_name, key=str.lower))
        self.assertEqual(
            self.lanes("/?order=silence")[:3],
            ["Six-Party Talks on the North Korean nuclear issue", "CSCE/OSCE summits", "SAARC summits"],
        )
        self.assertEqual(
            self.lanes("/?order=rhythm")[0],
            "Vienna talks on restoring the Iran nuclear deal (JCPOA Joint Commission rounds)",
        )
        self.assertEqual(sorted(self.lanes("/")), by_name and sorted(by_name))
        self.assertIn(
            '<a id="order-name" href="/?order=name" aria-current="true">', self.page("/?order=name")
        )

    def test_a_concluded_council_has_no_news_after_its_end(self) -> None:
        """The silence of the NATO-Russia Council would have become major in June 2026, half a year after its end."""
        by_news = self.lanes("/")
        self.assertLess(
            by_news.index("India–EU summits (from the 5th summit)"), by_news.index("NATO-Russia Council")
        )
        with mock.patch("meetings.timeline.records.JUDGED_MAX", 0):
            self.assertEqual(self.lanes("/"), by_news)

    def test_a_period_counts_and_lists_what_met_again_in_it(self) -> None:
        address = "/?from=2021-11&to=2022-03"
        html = self.page(address)
        count = re.sub(r"<[^>]*>", "", html[html.index('id="count"') : html.index('id="filters"')])
        self.assertIn("2021 to 2022 · 3 resumptions · as of", count)
        listed = re.compile(r'id="returned".*?</ul>', re.DOTALL)
        (returned,) = listed.findall(html)
        self.assertEqual(
            re.findall(r">(\S+(?: talks)?), [^<]*20\d\d</a>", returned), ["NRC", "Vienna talks", "NALS"]
        )
        with mock.patch("meetings.timeline.records.LANES_MAX", 2):
            few_lanes = self.page(address)
        self.assertEqual(listed.findall(few_lanes), [returned])
        self.assertIn("3 resumptions", few_lanes)

    def test_what_met_again_on_a_vague_date_is_of_every_period_that_it_may_lie_in(self) -> None:
        vague = (
            Resumption.objects.standing().filter(council__slug="nato-russia-council").earliest("resumed_on")
        )
        Resumption.objects.filter(pk=vague.pk).update(
            resumed_on=DateInterval(date(1901, 1, 1), date(2021, 12, 31))
        )
        for lanes in (40, 2):
            with mock.patch("meetings.timeline.records.LANES_MAX", lanes):
                self.assertIn("4 resumptions", self.page("/?from=2021-11&to=2022-03"))

    def test_breaks_are_drawn_labelled_and_told_and_days_stay_true(self) -> None:
        html = self.page("/?council=inter-korean-summit&breaks=on")
        figure = self.figure(html)
        self.assertEqual(figure.count('class="break"'), figure.count("tick-break"))
        self.assertIn("Left out of the axis, for no lane that is drawn has a session there", figure)
        self.assertIn("3,858 days", figure)
        self.assertNotIn('class="break"', self.figure(self.page("/?council=inter-korean-summit")))
        self.assertEqual(
            self.drawn_sessions(html), self.drawn_sessions(self.page("/?council=inter-korean-summit"))
        )

    def test_every_step_along_the_axis_is_an_address_that_answers(self) -> None:
        here = "/?from=2005&to=2014&order=name"
        found = dict(re.findall(r'<a id="move-(\w+)" href="([^"]+)"', self.page(here)))
        self.assertEqual(set(found), {"earlier", "later", "in", "out"})
        self.assertEqual(found["earlier"], "/?from=2000&amp;to=2009&amp;order=name")
        for href in found.values():
            self.assertEqual(self.client.get(href.replace("&amp;", "&")).status_code, 200, href)
        self.assertEqual(set(re.findall(r'<a id="move-(\w+)"', self.page("/"))), {"in"})

    def test_a_mark_tells_how_long_the_council_had_not_met(self) -> None:
        figure = self.figure(self.page("/?council=nato-russia-council"))
        self.assertIn(
            "NRC: 12 January 2022, deputy ministers, Brussels\n922 days after the session before it", figure
        )

    def test_each_lane_is_a_list_as_well_the_latest_first(self) -> None:
        html = self.page("/?council=nato-russia-council&council=nato-russia-pjc")
        story = html[html.index('<ul class="story">') : html.index("</ul>", html.index('<ul class="story">'))]
        rows = [re.sub(r"<[^>]+>", "", row) for row in re.findall(r"<li.*?</li>", story)]
        self.assertEqual(
            rows[:4],
            [
                "silent for 1,776 days",
                "NRC: 12 January 2022, deputy ministers, Brussels",
                "922 days without a session on record, until 12 January 2022: far longer than usual",
                "10 sessions, 2016 to 2019",
            ],
        )


class SmallTimelineTests(TestCase):
    """With a few records made for the purpose."""

    def test_hostile_text_is_text(self) -> None:
        council = factories.make_council('<script>alert("x")</script> & Co', abbreviation='"><svg onload=x>')
        factories.make_session(council, "2020-01-01", title="<img src=x onerror=y>")
        for address in ("/", "/timeline.svg", "/?q=<script>alert(1)</script>"):
            html = self.client.get(address).content.decode()
            self.assertNotRegex(html, r"<script>|<img src=x|<svg onload")
        ElementTree.fromstring(self.client.get("/timeline.svg").content)

    def test_drafts_and_embargoed_sessions_are_nowhere(self) -> None:
        council = factories.make_council("Open Council")
        factories.make_session(council, "2019-01-01")
        factories.make_session(council, "2020-02-02", published=False)
        factories.make_session(council, "2021-03-03", embargo_until=datetime(2199, 1, 1, tzinfo=UTC))
        html = self.client.get("/").content.decode()
        self.assertIn("1 session on record", html)
        for text in ("2 February 2020", "3 March 2021"):
            self.assertNotIn(text, html)

    def test_a_joint_session_is_one_row_and_a_mark_in_each_lane(self) -> None:
        both = [factories.make_council("First Council"), factories.make_council("Second Council")]
        session = factories.make_session(councils=both, start="2020-01-01")
        html = self.client.get("/").content.decode()
        self.assertEqual(html.count('<li class="lane">'), 2)
        self.assertEqual(html.count(f'<th scope="row"><a href="/sessions/S{session.pk}/"'), 1)
        self.assertIn("1 session on record", html)

    def test_what_explains_a_silence_is_named_in_front_of_it(self) -> None:
        council = factories.make_council("Explained", slug="explained")
        for day in ("2001-02-01", "2001-06-01", "2001-10-01", "2002-02-01", "2010-02-01"):
            factories.make_session(council, day)
        factories.make_context_event(council, title="A suspension", start="2003-01-01", end="2008-01-01")
        assess_councils(council_ids=[council.pk], now=NOW)
        figure = self.client.get("/?council=explained").content.decode()
        self.assertGreater(figure.index(">A suspension</text>"), figure.rindex('<rect class="gap"'))
        self.assertGreater(figure.index(">A suspension</text>"), figure.rindex('class="gap bl'))

    def test_called_off_and_planned_sessions_are_hollow_and_named(self) -> None:
        council = factories.make_council("Council")
        factories.make_session(council, "2020-01-01")
        factories.make_session(council, "2021-01-01", status="cancelled")
        factories.make_session(council, "2150-01-01", status="scheduled")
        html = self.client.get("/").content.decode()
        self.assertRegex(html, r'<a class="m officials off"[^>]*><title>[^<]*cancelled</title>')
        self.assertRegex(html, r'<a class="m officials planned"[^>]*><title>[^<]*scheduled</title>')
        self.assertIn('<span class="badge badge-status">cancelled</span>', html)

    def test_a_dismissed_flag_is_not_drawn(self) -> None:
        council = factories.make_council("Council")
        for day in ("2001-01-01", "2001-02-01", "2001-03-01", "2001-04-01", "2001-05-01", "2010-01-01"):
            factories.make_session(council, day)
        assess_councils(council_ids=[council.pk], now=NOW)
        self.assertIn("#flag-historic", self.client.get("/").content.decode().split("tl-lanes")[1])
        council.resumptions.update(state="dismissed")
        self.assertNotIn("#flag-", self.client.get("/").content.decode().split("tl-lanes")[1])

    def test_an_empty_record_is_said(self) -> None:
        html = self.client.get("/").content.decode()
        self.assertIn("0 sessions on record", html)
        self.assertFalse(Session.objects.filter(publication=Publication.PUBLISHED).exists())
