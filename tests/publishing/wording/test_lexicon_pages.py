"""The desk of whoever keeps the lexicon: a file looked at, put in force, searched, silenced; and who may not."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from gongkai.audit.models import Entry
from gongkai.organisations.rules.roles import Role
from gongkai.publishing import actions
from gongkai.publishing.models import Lexicon, SilencedWord
from gongkai.publishing.queries import lexicons
from gongkai.publishing.rules.wording import Kind, Word
from tests.factories.organisations import BodyFactory, OfficerFactory
from tests.publishing.desk_pages import desk
from tests.publishing.wording.conftest import AT, BANNED, ON, TYPO, lines

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _at_the_desk(client, office):
    client.force_login(office)


def send(client, content, *, name="本县词库", file="words.csv"):
    sent = SimpleUploadedFile(file, content)
    return client.post(desk("upload_lexicon"), {"name": name, "source": "县政府办公室", "file": sent})


def test_without_a_lexicon_the_page_says_what_to_do(client):
    page = client.get(desk("lexicons")).text

    assert "还没有词库" in page
    assert desk("upload_lexicon") in page


def test_a_file_becomes_a_version_that_finds_nothing_yet(client, county):
    answer = send(client, lines("帐户,错别字,,账户,,某规范"))

    made = Lexicon.objects.get(county=county)
    page = client.get(answer["Location"]).text
    assert made.in_force_at is None
    assert lexicons.current(county.pk, on=ON) == ()
    for words in ("待启用", "新增的词语", "帐户 → 账户", "启用这一版"):
        assert words in page


def test_a_file_with_an_error_stays_out_and_each_row_says_how_to_mend_it(client, county):
    answer = send(client, lines("帐户,错别字,,账户,,某规范", "某词,怪,,,,某规范", ",错别字,,账户,,"))

    assert answer.status_code == 422
    assert not Lexicon.objects.filter(county=county).exists()
    for words in ("第3行 “类别”列", "请填写：错别字、旧机构名称", "第4行 “词语”列", "没有词语", "2 处错误"):
        assert words in answer.text


def test_what_is_no_table_is_told_in_words(client):
    answer = send(client, b"\x89PNG\r\n\x1a\n" + b"\x00" * 20, file="words.xlsx")

    assert answer.status_code == 422
    assert "没有读入" in answer.text


def test_a_warning_lets_a_file_in_and_stays_with_the_version(client):
    answer = send(client, lines("帐户,错别字,,账户,,", "帐 户,错别字,,账户,,某规范"))

    page = client.get(answer["Location"]).text
    assert "没有来源" in page
    assert "只用前面的一行；请删去重复的" in page
    assert Lexicon.objects.get().size == 1


def test_a_new_version_shows_what_it_adds_changes_and_ends(client, in_force):
    in_force(TYPO, BANNED)

    answer = send(client, lines("帐户,错别字,须改,账户,,某规范", "新词,禁用词,,,,某规范"))

    page = client.get(answer["Location"]).text
    for words in ("新词", "帐户 → 账户（例外、日期、类别或级别有变）", "不再查找的词语", "某禁词"):
        assert words in page


def test_putting_in_force_is_done_by_the_worker_and_looks_through_what_is_public(client, county, make, see_through):
    make(title="开立帐户的公告")
    sent = send(client, lines("帐户,错别字,,账户,,某规范"))
    made = Lexicon.objects.get()

    page = see_through(client, client.post(desk("put_lexicon_in_force", made.pk))).text

    assert "开立帐户的公告" in page
    assert [one.pk for one in lexicons.current(county.pk, on=made.valid_from)] == [made.pk]
    assert "现行" in client.get(sent["Location"]).text


def test_a_version_in_force_is_not_put_in_force_again(client, in_force):
    made = in_force(TYPO)

    answer = client.post(desk("put_lexicon_in_force", made.pk), follow=True)

    assert "已经启用" in answer.text


def test_a_version_that_waits_can_be_given_up(client):
    send(client, lines("帐户,错别字,,账户,,某规范"))

    client.post(desk("drop_lexicon", Lexicon.objects.get().pk))

    assert not Lexicon.objects.exists()


def test_a_version_in_force_cannot_be_given_up(client, in_force):
    made = in_force(TYPO)

    client.post(desk("drop_lexicon", made.pk))

    assert Lexicon.objects.get().in_force_at == AT


@pytest.mark.parametrize(
    ("asked", "shown", "hidden"),
    [
        ({"q": "账"}, "帐户", "某禁词"),
        ({"kind": "banned"}, "某禁词", "账户"),
        ({"level": "block"}, "没有找到", "账户"),
        ({"kind": "怪"}, "某禁词", "没有找到"),
    ],
)
def test_words_are_searched_and_sifted(client, in_force, asked, shown, hidden):
    made = in_force(TYPO, BANNED)

    page = client.get(desk("lexicon", made.pk), asked).text

    assert shown in page
    assert hidden not in page


def test_a_long_version_is_paged_and_costs_no_more(client, in_force, django_assert_max_num_queries):
    made = in_force(*(Word(f"错词{n:03d}", Kind.TYPO, suggestion=f"对词{n:03d}") for n in range(120)))

    with django_assert_max_num_queries(20):
        page = client.get(desk("lexicon", made.pk)).text

    assert "错词049" in page
    assert "错词050" not in page
    assert "下一页" in page


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_a_version_that_is_downloaded_can_be_handed_in_again(client, in_force, form):
    made = in_force(TYPO, BANNED)

    file = client.get(desk("lexicon_file", made.pk, form)).content
    send(client, file, file=f"words.{form}")

    again = Lexicon.objects.order_by("version").last()
    assert (again.version, again.digest) == (2, made.digest)


def test_a_silenced_word_is_not_looked_for_until_it_is_restored(client, county, in_force):
    made = in_force(TYPO)
    back = desk("lexicon", made.pk)

    page = client.post(desk("silence_word"), {"word": "帐户", "reason": "地名", "back": back}, follow=True).text

    assert "已停用：" in page
    assert lexicons.silenced_in(county.pk) == {"帐户"}
    client.post(desk("restore_word"), {"word": "帐户"})
    assert lexicons.silenced_in(county.pk) == frozenset()
    assert "恢复" in client.get(desk("silenced")).text
    assert list(Entry.objects.filter(action__startswith="lexicon.s").values_list("action", flat=True)) == [
        "lexicon.silence"
    ]


def test_a_word_is_not_silenced_without_a_reason(client):
    page = client.post(desk("silence_word"), {"word": "帐户", "reason": " "}, follow=True).text

    assert "请写明理由" in page
    assert not SilencedWord.objects.exists()


def test_one_is_led_back_to_our_own_pages_only(client):
    said = {"word": "帐户", "reason": "地名", "back": "https://elsewhere.example.org/"}

    assert client.post(desk("silence_word"), said)["Location"] == desk("silenced")


def test_another_county_and_a_clerk_see_none_of_it(client, clerk, in_force):
    made = in_force(TYPO)

    client.force_login(clerk)
    assert client.get(desk("lexicons")).status_code == 403
    client.force_login(OfficerFactory(body=BodyFactory(), role=Role.OPENNESS_OFFICE))
    assert client.get(desk("lexicon", made.pk)).status_code == 404
    assert client.post(desk("put_lexicon_in_force", made.pk)).status_code == 404


def test_the_shipped_lexicon_is_read_by_all_and_changed_by_none(client):
    made = actions.load_shipped(by=None, at=AT)

    assert "随附词库 v1" in client.get(desk("lexicons")).text
    assert client.get(desk("lexicon", made.pk)).status_code == 200
    client.post(desk("drop_lexicon", made.pk))
    assert Lexicon.objects.filter(pk=made.pk).exists()
