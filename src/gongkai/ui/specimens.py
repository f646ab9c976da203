"""Invented examples for the style guide: what a page of each face would hand to the components."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms

from gongkai.ui.keyset import Page
from gongkai.ui.states import STATES, Tally


class Specimen(forms.Form):
    """One field of every kind."""

    title = forms.CharField(label="标题", help_text="写明事项、对象和年度，不用「通知」二字代替。", max_length=80)
    formed_on = forms.DateField(label="形成日期", widget=forms.DateInput(attrs={"type": "date"}))
    kind = forms.ChoiceField(
        label="信息种类", choices=[("notice", "公告公示"), ("policy", "政策文件"), ("data", "统计数据")]
    )
    note = forms.CharField(label="备注", required=False, widget=forms.Textarea(attrs={"rows": 3}))
    verdict = forms.ChoiceField(
        label="审核意见", choices=[("approve", "审核通过"), ("return", "退回修改")], widget=forms.RadioSelect
    )
    is_checked = forms.BooleanField(label="已核对个人信息", error_messages={"required": "请先核对名单中的个人信息"})


TALLY = Tally(disclosed=486, due=17, overdue=9, nil=6, not_applicable=24)
FIELDS = (
    ("社会救助", "Social assistance", 42, 42),
    ("涉农补贴", "Farm subsidies", 31, 33),
    ("义务教育", "Compulsory education", 25, 28),
    ("征地补偿", "Compensation for land taken", 14, 27),
)
BODIES = ("农业农村局", "教育局", "民政局", "云栖镇")
HEAT = (
    ("农业农村局", ((31, 33, 0), (0, 0, 0), (4, 9, 0), (12, 12, 0))),
    ("教育局", ((0, 0, 0), (25, 28, 3), (1, 8, 0), (6, 10, 0))),
    ("云栖镇", ((9, 9, 0), (2, 4, 1), (7, 9, 0), (0, 0, 0))),
)
ROWS = (
    {
        "state": "disclosed",
        "name": "耕地地力保护补贴发放结果",
        "newest": "2026年耕地地力保护补贴发放情况公示",
        "newest_on": date(2026, 6, 18),
        "body": "农业农村局",
        "phone": "0990-2180417",
        "due_on": date(2027, 6, 30),
    },
    {
        "state": "due",
        "name": "农机购置补贴受益信息",
        "newest": "2026年上半年农机购置与应用补贴受益信息表",
        "newest_on": date(2026, 7, 9),
        "body": "农业农村局",
        "phone": "0990-2180423",
        "due_on": date(2026, 12, 11),
    },
    {
        "state": "overdue",
        "name": "云栖镇畜禽粪污资源化利用补助公示",
        "newest": "",
        "newest_on": None,
        "body": "云栖镇人民政府",
        "phone": "0990-2650031",
        "due_on": date(2026, 11, 20),
    },
    {
        "state": "not_applicable",
        "name": "渔业成品油价格补助",
        "newest": "",
        "newest_on": None,
        "body": "农业农村局",
        "phone": "0990-2180417",
        "due_on": None,
    },
)
DIFF = (
    {
        "title": "国家标准指引",
        "pieces": (
            {"kind": "same", "text": "信息形成或变更之日起"},
            {"kind": "removed", "text": "20个工作日"},
            {"kind": "same", "text": "内公开"},
        ),
    },
    {
        "title": "本县目录",
        "pieces": (
            {"kind": "same", "text": "信息形成或变更之日起"},
            {"kind": "added", "text": "7个工作日"},
            {"kind": "same", "text": "内公开"},
        ),
    },
)
CHIPS = (
    {"label": "全部", "url": "?", "is_current": False, "count": 542},
    {"label": "县级", "url": "?level=county", "is_current": True, "count": 388},
    {"label": "乡镇", "url": "?level=township", "is_current": False, "count": 154},
)
QUESTIONS = ("耕地补贴发了吗", "低保怎么申请", "学区怎么划", "征地补多少钱", "医保报销比例")
ERRANDS = (
    ("上学", "graduation-cap"),
    ("看病", "stethoscope"),
    ("养老", "hand-heart"),
    ("种地", "wheat"),
    ("住房拆迁", "house"),
    ("办企业", "store"),
)
TABS = (
    ("ministry", "部委怎么写", "?view=ministry", None),
    ("county", "本县怎么定", "?view=county", None),
    ("differences", "不同之处", "?view=differences", 14),
)


def specimens() -> dict[str, Any]:
    """The context of the style guide."""
    wrong = Specimen({"title": "", "kind": "notice", "note": "已与财政所对账"})
    return {
        "form": Specimen(initial={"title": "2026年耕地地力保护补贴发放情况公示"}),
        "wrong": wrong,
        "tally": TALLY,
        "states": STATES,
        "fields": FIELDS,
        "bodies": BODIES,
        "heat": HEAT,
        "rows": ROWS,
        "diff": DIFF,
        "chips": CHIPS,
        "tabs": TABS,
        "questions": QUESTIONS,
        "errands": ERRANDS,
        "today": date(2026, 11, 28),
        "page_of_rows": Page((), next="next", previous="previous"),
        "facts": (
            ("索引号", "11330000MB0000017X/2026-00218"),
            ("公开主体", "明镜县农业农村局"),
            ("文号", "明农〔2026〕38号"),
            ("成文日期", "2026年6月16日"),
            ("发布日期", "2026年6月18日 09:20"),
            ("有效性", "有效"),
        ),
        "trail": (("26个领域", "#"), ("涉农补贴", "#")),
    }
