"""From an official file to a draft: what is read, what is asked, what is refused, what is kept."""

from __future__ import annotations

import io
from datetime import UTC, datetime

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from gongkai.audit import queries as audit
from gongkai.kernel.models import BackgroundWork
from gongkai.organisations.rules.roles import Role
from gongkai.standards import actions, exports, intake, queries, vocabulary
from gongkai.standards.actions import Refusal, StandardRefused
from gongkai.standards.models import Edition, Import
from gongkai.standards.rules.comparison import Kind
from tests.factories.organisations import OfficerFactory
from tests.factories.standards import FieldFactory, ItemTextFactory

pytestmark = pytest.mark.django_db
MORNING = datetime(2026, 3, 2, 1, tzinfo=UTC)

HEADER = ["序号", "一级事项", "二级事项", "公开内容(要素)", "公开依据", "公开时限", "公开主体", "公开渠道和载体", "全社会", "特定群体", "主动", "依申请", "县级", "乡级"]  # fmt: skip
LOW = ["1", "救助管理", "低保", "政策文件;办理结果", "《社会救助暂行办法》(国务院令第649号)", "自信息形成或者变更之日起20个工作日内", "县级民政部门", "■政府网站 □两微一端", "√", "", "√", "", "√", ""]  # fmt: skip


def workbook(*rows: list[str], title: str = "社会救助领域基层政务公开标准指引", header: list[str] = HEADER) -> bytes:
    book = openpyxl.Workbook()
    page = book.active
    page.append([title])
    page.append(header)
    for row in rows:
        page.append(row)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def changed(row: list[str], **cells: str) -> list[str]:
    places = {"l2": 2, "content": 3, "limit": 5}
    made = list(row)
    for name, value in cells.items():
        made[places[name]] = value
    return made


@pytest.fixture
def receive(guideline):
    def upload(content: bytes, name: str = "指引.xlsx") -> Import:
        return actions.receive(
            guideline_id=guideline.pk, label="2026年版", name=name, content=content, by=None, at=MORNING
        )

    return upload


class TestReading:
    def test_an_official_row_is_read_with_all_its_elements(self, guideline):
        read = intake.read_file(workbook(LOW), "指引.xlsx", guideline=guideline)

        (item,) = read.items
        assert (item.field, item.l1, item.l2) == (20, "救助管理", "低保")
        assert item.content == ("政策文件", "办理结果")
        assert (item.channels, item.channels_optional) == (("政府网站",), ("两微一端",))
        assert item.time_rules["rules"][0]["amount"] == 20
        assert (item.is_verified, item.provenance) == (True, "official")
        assert item.raw["rows"][0][2] == "低保"
        assert read.errors == 0

    def test_the_dry_run_says_what_would_change(self, guideline):
        read = intake.read_file(workbook(changed(LOW, limit="10个工作日内公开")), "指引.xlsx", guideline=guideline)

        kinds = [change.kind for change in read.changes]
        assert kinds == [Kind.ELEMENTS, Kind.REMOVED, Kind.REMOVED]
        assert Edition.objects.count() == 1

    def test_a_title_without_a_field_means_the_guidelines_only_one(self, guideline):
        read = intake.read_file(workbook(LOW, title="标准目录"), "表.xlsx", guideline=guideline)

        assert [item.field for item in read.items] == [20]
        assert "W_FIELD_UNKNOWN" not in {finding.code for finding in read.findings}

    def test_a_table_of_another_field_keeps_the_file_out(self, guideline):
        FieldFactory(number=24, seed_name="义务教育")

        read = intake.read_file(
            workbook(LOW, LOW, title="义务教育领域基层政务公开标准目录"), "指引.xlsx", guideline=guideline
        )

        foreign = [finding for finding in read.findings if finding.code == intake.FIELD_FOREIGN]
        assert len(foreign) == 1
        assert "义务教育" in vocabulary.explain(foreign[0]).what

    def test_where_a_guideline_serves_two_fields_a_table_must_name_one(self, guideline):
        guideline.fields.add(FieldFactory(number=21, seed_name="养老服务"))

        read = intake.read_file(workbook(LOW, title="标准目录"), "表.xlsx", guideline=guideline)

        assert read.items == ()
        assert intake.FIELD_UNKNOWN in {finding.code for finding in read.findings}

    def test_what_we_exported_ourselves_comes_back_as_it_was(self, guideline):
        edition = guideline.editions.get()
        edition.texts.filter(l2="临时救助").update(is_verified=False, levels=["乡级", "村级"])

        read = intake.read_file(exports.write(exports.sheet(edition), format="xlsx"), "导出.xlsx", guideline=guideline)

        assert read.changes == ()
        assert [item.is_verified for item in read.items] == [True, True, False]

    def test_every_code_that_an_import_adds_has_words(self):
        assert {intake.FIELD_FOREIGN, intake.FIELD_UNKNOWN} <= vocabulary.WORDS.keys()


class TestTakingIn:
    def test_everything_becomes_a_draft_that_knows_its_file(self, guideline, receive):
        waiting = receive(workbook(LOW))

        edition = actions.take_in(import_id=waiting.pk, by=None, at=MORNING)

        waiting.refresh_from_db()
        assert waiting.edition == edition
        assert (edition.source_name, edition.source_sha256) == ("指引.xlsx", waiting.sha256)
        assert edition.texts.get().item.key == "20-0001"
        assert audit.verify(None).entries == 2

    def test_a_rename_is_proposed_and_taken_only_when_confirmed(self, guideline, receive):
        waiting = receive(workbook(changed(LOW, l2="特困人员供养")))
        (proposal,) = intake.read_import(waiting).matching.proposals

        edition = actions.take_in(import_id=waiting.pk, renames=[proposal.old.key], by=None, at=MORNING)

        assert proposal.old.name[1] == "特困人员救助供养"
        assert edition.texts.get().item.key == "20-0002"

    def test_one_error_keeps_all_of_it_out(self, guideline, receive):
        header = [name for name in HEADER if name != "公开时限"]
        waiting = receive(workbook(LOW[:5] + LOW[6:], header=header))

        with pytest.raises(StandardRefused, match=Refusal.FINDINGS_IN_FILE):
            actions.take_in(import_id=waiting.pk, by=None, at=MORNING)

        assert guideline.editions.count() == 1

    def test_an_upload_is_settled_once(self, receive):
        taken, dropped = receive(workbook(LOW)), receive(workbook(LOW))
        actions.take_in(import_id=taken.pk, by=None, at=MORNING)
        actions.drop(import_id=dropped.pk, by=None, at=MORNING)

        for waiting in (taken, dropped):
            with pytest.raises(StandardRefused, match=Refusal.ALREADY_SETTLED):
                actions.take_in(import_id=waiting.pk, by=None, at=MORNING)

    def test_a_dropped_file_is_gone(self, receive, django_capture_on_commit_callbacks):
        waiting = receive(workbook(LOW))

        with django_capture_on_commit_callbacks(execute=True):
            actions.drop(import_id=waiting.pk, by=None, at=MORNING)

        assert not waiting.file.storage.exists(waiting.file.name)

    def test_a_stored_file_bears_no_name_of_the_uploaders(self, receive):
        waiting = receive(workbook(LOW), name="../../机密 名单.XLSX")

        assert waiting.file_name == "机密 名单.XLSX"
        assert waiting.file.name == f"standards/imports/{waiting.uploaded_at:%Y}/{waiting.sha256[:32]}.xlsx"

    def test_an_upload_needs_a_name_for_its_edition(self, guideline):
        with pytest.raises(StandardRefused, match=Refusal.LABEL_MISSING):
            actions.receive(guideline_id=guideline.pk, label=" ", name="x", content=b"", by=None, at=MORNING)


class TestUnknownHeaders:
    ODD = ["编号", "大类", "小类", "公开内容(要素)", "公开依据", "公开时限", "公开主体", "公开渠道和载体", "全社会", "特定群体", "主动", "依申请", "县级", "乡级"]  # fmt: skip

    def test_a_header_is_asked_about_once_and_known_from_then_on(self, guideline, receive):
        first = receive(workbook(LOW, header=self.ODD))
        question = intake.read_import(first).read.questions[0]
        columns = list(question.columns)
        columns[1:3] = ["l1", "l2"]

        actions.name_columns(question=question, columns=columns, by=None, at=MORNING)

        later = intake.read_import(receive(workbook(changed(LOW, l2="临时救助"), header=self.ODD)))
        assert later.read.questions == ()
        assert [item.l2 for item in later.items] == ["临时救助"]

    def test_columns_that_do_not_make_an_item_are_refused(self, receive):
        question = intake.read_import(receive(workbook(LOW, header=self.ODD))).read.questions[0]

        for columns in ([None] * len(question.texts), ["l1"], ["l2"] * len(question.texts)):
            with pytest.raises(StandardRefused):
                actions.name_columns(question=question, columns=columns, by=None, at=MORNING)


class TestPages:
    @pytest.fixture(autouse=True)
    def office(self, client):
        client.force_login(OfficerFactory(role=Role.OPENNESS_OFFICE))

    @pytest.fixture
    def upload(self, client, guideline):
        def send(content: bytes, **given: object):
            data = {"guideline": guideline.pk, "label": "2026年版", "file": SimpleUploadedFile("指引.xlsx", content)}
            return client.post(address("upload"), data | given)

        return send

    def test_from_upload_to_draft_in_three_pages(self, client, upload, see_through):
        assert client.get(address("upload")).status_code == 200
        preview = client.get(upload(workbook(LOW, changed(LOW, l2="新项")))["Location"])
        waiting = Import.objects.get()

        done = see_through(client, client.post(address("take_in", waiting.pk)))

        assert "整份入库为草案（2 项）" in text(preview)
        assert "新项" in text(preview)
        assert "2026年版" in text(done)
        assert "已经入库" in text(client.get(address("dry_run", waiting.pk)))

    def test_a_rename_is_ticked_on_the_page(self, client, upload, see_through):
        preview = client.get(upload(workbook(changed(LOW, l2="特困人员供养")))["Location"])

        see_through(client, client.post(address("take_in", Import.objects.get().pk), {"renames": ["20-0002"]}))

        assert "特困人员救助供养 → 救助管理 / 特困人员供养" in text(preview)
        assert Edition.objects.get(label="2026年版").texts.get().item.key == "20-0002"

    def test_a_tick_that_no_database_keeps_is_left_out(self, client, upload):
        upload(workbook(LOW))

        client.post(address("take_in", Import.objects.get().pk), {"renames": ["20-0002\x00", "9" * 100_000]})

        assert BackgroundWork.objects.get().arguments["renames"] == []

    def test_a_file_with_errors_offers_its_findings_and_no_button(self, client, upload, see_through):
        header = [name for name in HEADER if name != "公开时限"]
        upload(workbook(LOW[:5] + LOW[6:], header=header))
        waiting = Import.objects.get()

        preview = client.get(address("dry_run", waiting.pk))
        book = openpyxl.load_workbook(io.BytesIO(client.get(address("findings", waiting.pk)).content))
        refused = see_through(client, client.post(address("take_in", waiting.pk)))

        assert "整份入库为草案" not in text(preview)
        assert "公开时限" in str([cell.value for row in book.worksheets[0].iter_rows() for cell in row])
        assert "一条也不会进库" in text(refused)

    def test_unknown_columns_are_named_on_a_page(self, client, upload):
        upload(workbook(LOW, header=TestUnknownHeaders.ODD))
        waiting = Import.objects.get()
        asked = client.get(address("columns", waiting.pk))
        question = intake.read_import(waiting).read.questions[0]
        named = {f"column_{turn}": name or "" for turn, name in enumerate(question.columns)}

        wrong = client.post(address("columns", waiting.pk), named)
        right = client.post(address("columns", waiting.pk), named | {"column_1": "l1", "column_2": "l2"}, follow=True)

        assert "大类" in text(asked)
        assert wrong.status_code == 422
        assert "整份入库为草案（1 项）" in text(right)

    def test_an_upload_can_be_dropped(self, client, upload):
        upload(workbook(LOW))
        waiting = Import.objects.get()

        client.post(address("drop", waiting.pk))
        again = client.post(address("drop", waiting.pk), follow=True)

        assert "已经处理过" in text(again)
        assert "已经放弃" in text(client.get(address("dry_run", waiting.pk)))

    @pytest.mark.parametrize(("method", "page"), [("post", "take_in"), ("get", "columns"), ("get", "findings")])
    def test_a_dropped_upload_is_refused_in_words_by_every_page(
        self, client, upload, django_capture_on_commit_callbacks, method, page
    ):
        upload(workbook(LOW))
        waiting = Import.objects.get()
        with django_capture_on_commit_callbacks(execute=True):
            client.post(address("drop", waiting.pk))

        answer = getattr(client, method)(address(page, waiting.pk), follow=True)

        assert answer.redirect_chain == [(address("dry_run", waiting.pk), 302)]
        assert "已经处理过" in text(answer)
        assert "已经放弃" in text(answer)

    @pytest.mark.parametrize(("method", "page"), [("post", "take_in"), ("get", "columns"), ("get", "findings")])
    def test_what_was_taken_in_is_not_asked_about_again(self, client, upload, see_through, method, page):
        upload(workbook(LOW))
        waiting = Import.objects.get()
        see_through(client, client.post(address("take_in", waiting.pk)))

        answer = getattr(client, method)(address(page, waiting.pk), follow=True)

        assert "已经处理过" in text(answer)
        assert Edition.objects.filter(label="2026年版").count() == 1

    def test_a_file_nobody_could_read_removes_nothing(self, client, upload):
        preview = client.get(upload(b"\x00\x01\x02")["Location"])

        assert preview.context["changes"] == []
        assert "特困人员救助供养" not in text(preview)

    def test_what_is_missing_is_said_beside_its_field(self, client, upload):
        page = client.post(address("upload"), {"label": "x"})

        assert page.status_code == 422
        assert "field--wrong" in text(page)

    def test_a_file_that_is_no_table_says_so(self, client, upload):
        preview = client.get(upload(b"\x00\x01\x02")["Location"])

        assert preview.status_code == 200
        assert "整份入库为草案" not in text(preview)

    def test_a_page_for_ten_rows_costs_as_much_as_for_many(
        self, client, upload, guideline, django_assert_max_num_queries
    ):
        ItemTextFactory.create_batch(100, edition=guideline.editions.get())
        place = upload(workbook(*[changed(LOW, l2=f"第{n}项") for n in range(100)]))["Location"]

        with django_assert_max_num_queries(18):
            client.get(place)


def address(name: str, *args: object) -> str:
    return reverse(f"standards_workbench:{name}", args=args)


def text(page) -> str:
    return page.content.decode()


def test_a_provinces_table_is_held_against_the_nations_edition(guideline):
    read = intake.read_file(
        workbook(LOW), "省.xlsx", guideline=guideline, parent=queries.edition(guideline.editions.get().pk)
    )

    assert [pair[0].key for pair in read.matching.pairs] == ["20-0001"]
