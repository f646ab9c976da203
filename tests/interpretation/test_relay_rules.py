"""Hours, matching, feeds and tables: what is true of policies from above whoever takes them in."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.interpretation.rules import feed, policy_table, relays, steps, upper
from gongkai.interpretation.rules.matching import How, Matcher, PolicyWords, RowWords
from gongkai.interpretation.rules.relays import Condition, State
from gongkai.interpretation.rules.response_refusals import Refusal, ResponseRefused
from gongkai.interpretation.rules.upper import Facts, Tier
from gongkai.organisations.rules.roles import Permission

AT = datetime(2025, 5, 8, 1, tzinfo=UTC)
MOMENTS = st.datetimes(datetime(2020, 1, 1), datetime(2030, 1, 1)).map(lambda moment: moment.replace(tzinfo=UTC))
HOURS = st.integers(1, 72)


class TestHours:
    @given(MOMENTS, HOURS, MOMENTS)
    def test_what_is_open_is_overdue_exactly_once_its_hours_are_over(self, published_at, hours, at):
        due = relays.due_at(published_at, hours=hours)

        found = relays.condition(State.OPEN, published_at=published_at, due=due, settled_at=None, at=at)

        assert (found is Condition.OVERDUE) == (at - published_at > timedelta(hours=hours))

    @given(MOMENTS, HOURS, MOMENTS)
    def test_what_was_settled_in_time_stays_in_time(self, published_at, hours, settled_at):
        due = relays.due_at(published_at, hours=hours)

        found = relays.condition(State.RELAYED, published_at=published_at, due=due, settled_at=settled_at, at=AT)

        assert (found is Condition.DONE) == (settled_at - published_at <= timedelta(hours=hours))

    def test_the_last_quarter_of_the_hours_is_soon(self):
        due = relays.due_at(AT, hours=24)
        told = {"published_at": AT, "due": due, "settled_at": None}

        assert relays.condition(State.OPEN, at=AT + timedelta(hours=17), **told) is Condition.DUE
        assert relays.condition(State.OPEN, at=AT + timedelta(hours=18), **told) is Condition.SOON

    def test_what_does_not_concern_the_county_is_never_overdue(self):
        told = {"published_at": AT, "due": AT, "settled_at": AT}

        assert relays.condition(State.SET_ASIDE, at=AT + timedelta(days=9), **told) is Condition.SET_ASIDE


class TestSteps:
    def test_nobody_sets_a_policy_aside_without_a_reason(self):
        with pytest.raises(ResponseRefused, match=Refusal.REASON_MISSING):
            steps.find(relays.STEPS, "set_aside", state=State.OPEN, permissions={Permission.SIGN_OFF}, reason="  ")

    def test_every_state_is_come_to_from_open(self):
        reached = {State.OPEN}
        for _ in State:
            reached |= {step.target for step in relays.STEPS if step.source in reached}

        assert reached == set(State)


ROWS = [
    RowWords(1, "社会救助", "最低生活保障", "审核审批信息", (("社会救助暂行办法", "国务院令第649号"),)),
    RowWords(2, "社会救助", "临时救助", "政策文件", (("关于全面建立临时救助制度的通知", "国发〔2014〕47号"),)),
    RowWords(3, "养老服务", "养老机构", "养老机构备案", (("养老机构管理办法", ""),)),
    RowWords(4, "义务教育", "招生管理", "学校招生方案", ()),
]


class TestMatching:
    def best(self, **policy):
        found = Matcher(ROWS).propose(PolicyWords(**{"title": "", **policy}))
        return (found[0].matter_id, found[0].how) if found else None

    def test_a_law_named_in_the_title_proposes_the_row_that_rests_on_it(self):
        assert self.best(title="关于贯彻《社会救助暂行办法》的意见") == (1, How.BASIS)

    def test_the_very_document_a_row_rests_on_is_known_by_its_number(self):
        assert self.best(title="通知", number="国发[2014]47号") == (2, How.BASIS)

    def test_a_law_named_only_in_the_text_proposes_too(self):
        assert self.best(title="关于加强兜底保障的通知", text="依照《养老机构管理办法》执行") == (3, How.BASIS)

    def test_a_topic_proposes_the_rows_of_its_field_the_nearest_in_words_first(self):
        assert self.best(title="关于提高临时救助标准的通知", topic="社会救助") == (2, How.TOPIC)

    def test_words_of_the_title_propose_a_row(self):
        assert self.best(title="关于做好养老机构备案工作的通知") == (3, How.WORDS)

    def test_words_that_stand_in_every_field_propose_nothing(self):
        assert self.best(title="关于印发政策文件和信息公开工作方案的通知") is None

    def test_a_law_that_all_rows_name_says_nothing_of_any(self):
        rows = [RowWords(n, "领域", f"甲{n}", f"乙{n}", (("政府信息公开条例", ""),)) for n in range(100)]

        assert Matcher(rows).propose(PolicyWords("关于修改《政府信息公开条例》的决定")) == ()

    def test_a_title_too_short_to_be_a_laws_name_says_nothing(self):
        rows = [RowWords(1, "领域", "甲", "乙", (("预算", ""),))]

        assert Matcher(rows).propose(PolicyWords("关于编制《预算》的通知")) == ()

    def test_a_row_all_of_whose_names_say_nothing_is_proposed_by_no_words(self):
        rows = [RowWords(1, "政策文件", "通知", "公告", ())]

        assert Matcher(rows).propose(PolicyWords("关于政策文件、通知、公告的通知")) == ()

    @given(st.text(max_size=60), st.text(max_size=120), st.text(max_size=20))
    def test_no_more_is_proposed_than_a_person_reads_each_matter_once(self, title, text, topic):
        found = Matcher(ROWS).propose(PolicyWords(title, "", topic, text))

        assert len(found) <= 5
        assert len({match.matter_id for match in found}) == len(found)
        assert all(0 <= match.nearness <= 1 for match in found)


RSS = """<?xml version="1.0" encoding="UTF-8"?><rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel>
<item><title>关于加强救助工作的通知（样政办〔2025〕9号）</title><link>https://p.example.org/9.html</link>
<pubDate>Thu, 08 May 2025 09:00:00 +0800</pubDate><description>&lt;p&gt;扩大&lt;b&gt;救助&lt;/b&gt;范围&lt;/p&gt;</description>
<category>社会救助</category><dc:creator>样板省人民政府办公厅</dc:creator></item></channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><entry><title>通知</title><link href="https://p.example.org/1"/>
<published>2025-05-08T09:00:00+08:00</published><summary>摘要</summary></entry></feed>"""


class TestFeeds:
    def test_an_rss_entry_is_read_as_plain_text(self):
        (entry,) = feed.read(RSS.encode())

        assert entry.title == "关于加强救助工作的通知（样政办〔2025〕9号）"
        assert (entry.text, entry.topic, entry.issuer) == ("扩大 救助 范围", "社会救助", "样板省人民政府办公厅")
        assert entry.published_at == AT

    def test_an_atom_entry_is_read(self):
        (entry,) = feed.read(ATOM.encode())

        assert (entry.title, entry.url, entry.published_at) == ("通知", "https://p.example.org/1", AT)

    @pytest.mark.parametrize(
        "content",
        [
            b"",
            b"<html></html>",
            b"not xml",
            b'<!DOCTYPE r [<!ENTITY a "b">]><rss><channel><item><title>&a;</title></item></channel></rss>',
        ],
    )
    def test_what_is_no_feed_is_refused(self, content):
        with pytest.raises(feed.FeedUnreadable):
            feed.read(content)

    @given(st.binary(max_size=400))
    def test_whatever_bytes_come_are_read_or_refused(self, content):
        try:
            feed.read(content)
        except feed.FeedUnreadable:
            return

    def test_the_number_is_found_in_the_title_and_the_tier_in_the_issuer(self):
        (entry,) = feed.read(RSS.encode())

        facts = upper.of_entry(entry, upper.source("https://p.example.org/feed.xml"), at=AT)

        assert (facts.number, facts.tier) == ("样政办〔2025〕9号", Tier.PROVINCE)

    def test_the_setting_may_name_tier_and_issuer(self):
        found = upper.source("国务院部门 民政部 https://m.example.org/feed.xml")

        assert (found.tier, found.issuer, found.url) == (Tier.MINISTRY, "民政部", "https://m.example.org/feed.xml")

    @pytest.mark.parametrize(
        ("said", "issuer", "tier"),
        [
            ("", "国务院办公厅", Tier.STATE_COUNCIL),
            ("国务院部门", "", Tier.MINISTRY),
            ("", "国家发展改革委", Tier.MINISTRY),
            ("", "民政部办公厅", Tier.MINISTRY),
            ("", "样板省人民政府办公厅", Tier.PROVINCE),
            ("", "样板市民政局", Tier.CITY),
            ("市级", "民政部", Tier.CITY),
            ("不详", "民政部", Tier.MINISTRY),
            ("", "某某协会", None),
        ],
    )
    def test_the_tier_that_is_named_counts_and_else_the_issuers_name(self, said, issuer, tier):
        assert upper.tier_of(said=said, issuer=issuer) is tier

    @pytest.mark.parametrize(
        "text", ["Thu, 08 May 2025 09:00:00 +0800", "2025-05-08T09:00:00", "2025-05-08T01:00:00+00:00"]
    )
    def test_a_moment_without_a_zone_is_our_own(self, text):
        assert feed.moment(text) == AT

    @pytest.mark.parametrize("text", ["", "近日", "Thu, 32 May 2025 09:00:00 +0800", "2025-02-30"])
    def test_what_is_no_moment_of_a_feed_is_none(self, text):
        assert feed.moment(text) is None

    @pytest.mark.parametrize("link", ["", "javascript:alert(1)", "ftp://p.example.org/1"])
    def test_an_entry_without_an_address_to_link_to_is_left_out(self, link):
        (entry,) = feed.read(RSS.replace("https://p.example.org/9.html", link).encode())

        assert upper.of_entry(entry, upper.source("https://p.example.org/feed.xml"), at=AT) is None


class TestTable:
    @pytest.mark.parametrize(
        ("text", "day_only"),
        [("2025-05-08 09:00", False), ("2025年5月8日9时", False), ("2025/5/8", True), ("2025.05.08", True)],
    )
    def test_a_moment_is_read_as_tables_write_it(self, text, day_only):
        found, is_day_only = policy_table.moment(text)

        assert (found.date().isoformat(), is_day_only) == ("2025-05-08", day_only)

    @pytest.mark.parametrize("text", ["", "五月", "2025-13-01", "2025-02-30", "近日"])
    def test_what_is_no_moment_is_none(self, text):
        assert policy_table.moment(text) == (None, False)


class TestCleaning:
    def facts(self, **changed):
        told = {
            "title": "通知",
            "issuer": "样板省民政厅",
            "tier": Tier.PROVINCE,
            "published_at": AT,
            "number": "样民〔2025〕1号",
        }
        return Facts(**{**told, **changed})

    def test_two_spellings_of_a_number_are_one(self):
        assert upper.cleaned(self.facts(number="样民[2025]01号"), at=AT).number == "样民〔2025〕1号"

    @pytest.mark.parametrize(
        ("changed", "refusal"),
        [
            ({"title": " "}, Refusal.TITLE_MISSING),
            ({"number": ""}, Refusal.IDENTITY_MISSING),
            ({"url": "javascript:alert(1)"}, Refusal.ADDRESS_WRONG),
            ({"published_at": AT + timedelta(minutes=1)}, Refusal.IN_FUTURE),
        ],
    )
    def test_what_cannot_be_kept_is_refused(self, changed, refusal):
        with pytest.raises(ResponseRefused, match=refusal):
            upper.cleaned(self.facts(**changed), at=AT)
