"""Bringing in a list: upload, look at every row and finding, name unknown columns, all or nothing."""

from __future__ import annotations

import io

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import load_workbook

from gongkai.audit.models import Entry
from gongkai.catalogues import actions, presenters
from gongkai.catalogues.importers import lists as importer
from gongkai.catalogues.models import ListEntry, ListImport
from gongkai.catalogues.rules.refusals import CatalogueRefused, Refusal
from gongkai.organisations.rules.roles import Role
from tests.catalogues.conftest import MORNING
from tests.catalogues.desk_pages import queries_of, url
from tests.factories.catalogues import ListEntryFactory
from tests.factories.organisations import BodyFactory, OfficerFactory

GOOD = "序号,职权编码,职权类型,职权名称,实施依据,实施主体\n1,XK-1,行政许可,养老机构备案,《养老法》,民政局\n2,XK-2,行政给付,低保金给付,《暂行办法》,民政局\n"
WITHOUT_NAME = GOOD.replace("低保金给付", "")
ODD = "甲,乙,丙,丁\nXK-1,行政许可,养老机构备案,民政局\n"


def upload(desk, text, name="权责清单.csv"):
    return desk.post(url("upload", "power"), {"file": SimpleUploadedFile(name, text.encode())}, follow=True)


def test_the_upload_page_says_which_headers_are_known(desk):
    page = desk.get(url("upload", "power"))

    assert "职权名称" in page.text
    assert 'enctype="multipart/form-data"' in page.text


def test_a_dry_run_shows_every_row_and_writes_nothing(desk):
    page = upload(desk, GOOD)

    assert "养老机构备案" in page.text
    assert "2 行全部入库" in page.text
    assert not ListEntry.objects.exists()


def test_what_was_looked_at_goes_in_whole(desk, place, see_through):
    upload(desk, GOOD)
    waiting = ListImport.objects.get()

    page = see_through(desk, desk.post(url("take_in", waiting.pk)))

    waiting.refresh_from_db()
    assert "已入库：新增2项，更新0项，不再列入0项。" in page.text
    assert set(ListEntry.objects.values_list("name", "body")) == {
        ("养老机构备案", place.civil.pk),
        ("低保金给付", place.civil.pk),
    }
    assert waiting.taken_in_at is not None


def test_what_is_in_already_is_not_taken_in_again(desk, see_through):
    upload(desk, GOOD)
    take_in = url("take_in", ListImport.objects.get().pk)
    see_through(desk, desk.post(take_in))
    recorded = Entry.objects.count()

    page = see_through(desk, desk.post(take_in))

    assert "清单已入库。" in page.text
    assert Entry.objects.count() == recorded


def test_what_a_colleague_dropped_meanwhile_is_not_taken_in(desk, place, see_through, monkeypatch):
    upload(desk, GOOD)
    waiting = ListImport.objects.get()

    def read_slowly(import_, read=importer.read_import):
        reading = read(import_)
        actions.drop_list(waiting=waiting, by=place.chief, at=MORNING)
        return reading

    answer = desk.post(url("take_in", waiting.pk))
    monkeypatch.setattr(importer, "read_import", read_slowly)
    see_through(desk, answer)

    told = desk.get(answer["Location"])
    assert "已经处理过了。" in told.text
    assert not ListEntry.objects.exists()


def test_one_error_keeps_the_whole_file_out(desk, see_through):
    page = upload(desk, WITHOUT_NAME)
    waiting = ListImport.objects.get()

    refused = see_through(desk, desk.post(url("take_in", waiting.pk)))

    assert "整份文件都不入库" in page.text
    assert "清单里有错误，没有导入。" in refused.text
    assert not ListEntry.objects.exists()


def test_findings_come_back_as_a_workbook(desk):
    upload(desk, WITHOUT_NAME)

    answer = desk.get(url("findings_file", ListImport.objects.get().pk))

    sheet = load_workbook(io.BytesIO(answer.content)).worksheets[0]
    told = [cell.value for row in sheet.iter_rows() for cell in row if cell.value]
    assert any("名称" in str(text) for text in told)


def test_what_the_file_no_longer_names_is_told_beforehand(desk, place):
    ListEntryFactory(county=place.county, body=place.civil, name="已经划走的职权")

    assert "已经划走的职权" in upload(desk, GOOD).text


def test_an_unknown_header_is_asked_for_once_and_remembered(desk):
    page = upload(desk, ODD)
    waiting = ListImport.objects.get()

    asked = desk.get(url("columns", waiting.pk))
    columns = {"column0": "code", "column1": "type", "column2": "name", "column3": "body"}
    desk.post(url("columns", waiting.pk), columns)
    again = upload(desk, ODD, name="另一份.csv")

    assert url("columns", waiting.pk) in page.text
    assert "养老机构备案" in asked.text
    assert "养老机构备案" in again.text
    assert url("columns", ListImport.objects.latest("pk").pk) not in again.text
    assert Entry.objects.filter(action="catalogue.name_columns").exists()


def test_columns_that_do_not_make_a_list_are_refused_in_words(desk):
    upload(desk, ODD)
    waiting = ListImport.objects.get()

    answer = desk.post(url("columns", waiting.pk), {"column0": "code"})

    assert answer.status_code == 422
    assert "还有必需的栏目没有指定" in answer.text


def test_an_upload_is_dropped_with_its_file(desk, django_capture_on_commit_callbacks):
    upload(desk, GOOD)
    waiting = ListImport.objects.get()

    with django_capture_on_commit_callbacks(execute=True):
        desk.post(url("drop", waiting.pk))

    waiting.refresh_from_db()
    assert waiting.dropped_at is not None
    assert not default_storage.exists(waiting.file.name)


def test_what_was_dropped_cannot_be_taken_in(desk, see_through):
    upload(desk, GOOD)
    waiting = ListImport.objects.get()
    actions.drop_list(waiting=waiting, by=None, at=MORNING)

    see_through(desk, desk.post(url("take_in", waiting.pk)))

    assert not ListEntry.objects.exists()
    assert desk.get(url("dry_run", waiting.pk))["Location"] == url("entries", "power")


@pytest.fixture
def dropped(desk, django_capture_on_commit_callbacks):
    upload(desk, GOOD)
    waiting = ListImport.objects.get()
    with django_capture_on_commit_callbacks(execute=True):
        desk.post(url("drop", waiting.pk), follow=True)
    return waiting


@pytest.mark.parametrize("page", ["columns", "findings_file"])
def test_what_was_dropped_has_nothing_more_to_show_and_says_so(desk, dropped, page):
    answer = desk.get(url(page, dropped.pk), follow=True)

    assert answer.redirect_chain[-1] == (url("entries", "power"), 302)
    assert str(presenters.explain(CatalogueRefused(Refusal.ALREADY_SETTLED))) in answer.text


def test_dropping_twice_is_refused_and_not_called_done(desk, dropped):
    answer = desk.post(url("drop", dropped.pk), follow=True)

    assert "已放弃这次导入" not in answer.text
    assert Entry.objects.filter(action="catalogue.drop_list").count() == 1


def test_what_was_taken_in_is_not_called_dropped(desk, see_through):
    upload(desk, GOOD)
    waiting = ListImport.objects.get()
    see_through(desk, desk.post(url("take_in", waiting.pk)))

    answer = desk.post(url("drop", waiting.pk), follow=True)

    waiting.refresh_from_db()
    assert "已放弃这次导入" not in answer.text
    assert waiting.dropped_at is None


def test_a_drop_is_told(desk):
    upload(desk, GOOD)

    assert "已放弃这次导入" in desk.post(url("drop", ListImport.objects.get().pk), follow=True).text


def test_a_file_nobody_could_read_ends_nothing(desk, place):
    ListEntryFactory(county=place.county, body=place.civil, name="仍在清单上的职权")

    page = upload(desk, "\x00\x01\x02")

    assert "没有读出任何一行" in page.text
    assert "仍在清单上的职权" not in page.text


def test_an_upload_can_be_left_and_come_back_to(desk):
    upload(desk, GOOD)

    assert url("dry_run", ListImport.objects.get().pk) in desk.get(url("overview")).text


def test_another_county_s_upload_is_not_found(client, desk):
    upload(desk, GOOD)
    client.force_login(OfficerFactory(body=BodyFactory(), role=Role.OPENNESS_OFFICE))

    assert client.get(url("dry_run", ListImport.objects.get().pk)).status_code == 404


def test_the_list_is_searched_and_tells_whose_body_nobody_knows(desk, place):
    ListEntryFactory(county=place.county, body=place.civil, name="养老机构备案")
    ListEntryFactory(county=place.county, body=None, body_name="某某局", name="某项许可")

    page = desk.get(url("entries", "power"), {"q": "某项"})

    assert "某项许可" in page.text
    assert "未对应" in page.text
    assert "养老机构备案" not in page.text


def test_an_empty_list_offers_the_import(desk):
    assert url("upload", "service") in desk.get(url("entries", "service")).text


def test_a_list_that_does_not_exist_is_not_found(desk):
    assert desk.get(url("entries", "anything")).status_code == 404


def test_a_long_list_is_paged_with_a_constant_number_of_queries(desk, place):
    for _ in range(10):
        ListEntryFactory(county=place.county, body=place.civil)
    few = queries_of(desk, url("entries", "power"))
    for _ in range(110):
        ListEntryFactory(county=place.county, body=place.civil)

    assert queries_of(desk, url("entries", "power")) == few
    assert "下一页" in desk.get(url("entries", "power")).text
