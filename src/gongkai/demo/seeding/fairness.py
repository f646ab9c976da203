"""One field tells of its delay only later, two bodies explain theirs, some readers urge."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta

from gongkai.duties import actions as duties
from gongkai.duties.models import Duty
from gongkai.organisations.models import County, User

LATER = timedelta(days=45)
WHY_LATER = "该领域的历史信息正在补录，补齐之后再公开逾期情况。"
EXPLANATIONS = (
    "数据须与上级部门核对，核对结束后公开，预计本月底完成。",
    "承办人员岗位调整，材料正在重新整理，预计十个工作日内公开。",
)
URGES = (5, 2, 1)  # readers of the overdue matters, the longest overdue first


def tell(county: County, *, people: Mapping[str, User], today: date, at: datetime) -> None:
    """In the county's first fields delay is told; in the last one with any, not yet."""
    overdue = Duty.objects.of_county(county).overdue(on=today).select_related("matter__field")
    late = list(overdue.order_by("matter__field__number", "due_on", "matter__number", "body__number"))
    if not late:
        return
    held = late[-1].matter.field
    duties.decide_overdue_showing(
        county=county, field=held, shown_from=today + LATER, reason=WHY_LATER, by=people["office"], at=at
    )
    told = list({duty.matter_id: duty for duty in late if duty.matter.field_id != held.pk}.values())
    for duty, words in zip(told, EXPLANATIONS, strict=False):
        duties.explain(duty_id=duty.pk, text=words, by=None, at=at)
    for duty, readers in zip(told, URGES, strict=False):
        for reader in range(readers):
            duties.urge(
                county=county,
                matter_number=duty.matter.number,
                reader=f"demo{reader}",
                hour_key="",
                by=None,
                at=at,
            )
