"""Set up a county with its real townships and villages, or list the counties there are."""

from __future__ import annotations

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from gongkai.kernel import clock
from gongkai.organisations import actions, presenters
from gongkai.organisations.models import County
from gongkai.organisations.rules import county_plan, settings
from gongkai.organisations.rules.division_data import UnknownDivision
from gongkai.organisations.rules.refusals import OrganisationRefused, Refusal


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        steps = parser.add_subparsers(dest="step", required=True)
        create = steps.add_parser("create", help="建立一个县：区划、机构、工作机构")
        create.add_argument("code", help="区划代码，6位或12位")
        create.add_argument("--name", default="", help="名称；默认取区划表中的名称")
        create.add_argument("--host", default="", help="门户网站的域名")
        create.add_argument("--json", action="store_true", dest="as_json")
        listing = steps.add_parser("list", help="列出已建立的县")
        listing.add_argument("--json", action="store_true", dest="as_json")

    def handle(self, *, step: str, **options: Any) -> None:
        if step == "create":
            self._create(**options)
        else:
            self._list(as_json=options["as_json"])

    def _create(self, *, code: str, name: str, host: str, as_json: bool, **options: Any) -> None:
        try:
            outline = county_plan.outline_of(code, name=name)
            created = actions.create_county(outline=outline, host=host, by=None, at=clock.now())
        except UnknownDivision:
            raise CommandError(presenters.explain(OrganisationRefused(Refusal.UNKNOWN_DIVISION, code=code))) from None
        except OrganisationRefused as refused:
            raise CommandError(presenters.explain(refused)) from None
        except settings.SettingRefused as refused:
            raise CommandError(presenters.explain_setting(refused)) from None
        facts = {
            "code": created.county.code,
            "name": created.county.name,
            "departments": created.departments,
            "townships": created.townships,
            "villages": created.villages,
            "not_governments": list(created.not_governments),
        }
        self.stdout.write(json.dumps(facts, ensure_ascii=False) if as_json else _in_words(facts))

    def _list(self, *, as_json: bool) -> None:
        rows = [{"code": c.code, "name": c.name, "bodies": c.bodies.count()} for c in County.objects.order_by("code")]
        if as_json:
            self.stdout.write(json.dumps(rows, ensure_ascii=False))
            return
        for row in rows:
            self.stdout.write(f"{row['code']}  {row['name']}  {row['bodies']}")


def _in_words(facts: dict[str, Any]) -> str:
    lines = [
        f"{facts['name']}（{facts['code']}）：县级机构 {facts['departments']} 个，"
        f"乡级 {facts['townships']} 个，村级 {facts['villages']} 个"
    ]
    if facts["not_governments"]:
        lines.append("以下单位不是乡级政府，但辖有村，请核对由谁公开：" + "、".join(facts["not_governments"]))
    return "\n".join(lines)
