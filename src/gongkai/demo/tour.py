"""One story in live screens: 耕地地力保护补贴 from the ministry's row to the county's cockpit.

A step names what to look for by words that the seed also uses; `place` turns it into an address of today's data.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

STORY_FIELD = "agricultural-subsidies"
STORY_MATTER = "耕地地力保护"
STORY_QUESTION = "耕地补贴怎么领"


@dataclass(frozen=True, slots=True)
class Step:
    """One screen of the story: what it is called, what happens on it, who looks at it (empty: anyone)."""

    name: str
    title: str | Promise
    text: str | Promise
    account: str = ""


STEPS = (
    Step(
        "national",
        _("国家怎么要求"),
        _("部委的标准指引里有一行：耕地地力保护。它写明公开什么、依据什么、何时、由谁、在哪里公开。"),
    ),
    Step(
        "county",
        _("本县怎么决定"),
        _("明镜县逐行对照，采用这一行，并说明改动的理由。发布目录就是县里的确认。"),
    ),
    Step(
        "duty",
        _("这一行开始运转"),
        _("目录行变成农业农村局案头的任务：到哪一天、为什么是那一天，一点就看到推算过程。"),
        "publisher",
    ),
    Step(
        "draft",
        _("写稿时对照要素"),
        _("左边写，右边的要素清单自己打勾：对象、标准、程序、电话，缺哪一样一眼可见。"),
        "publisher",
    ),
    Step(
        "findings",
        _("名单里的个人信息先查出来"),
        _("从 Word 贴进来的名单带着身份证号：每一处都指出来，一键脱敏；原件留在内部。"),
        "publisher",
    ),
    Step(
        "review",
        _("三审、保密审查、签发"),
        _("含个人信息的名单至少四个人看过才能公开。谁审到哪一步、核对了什么，都有记录；手机上也能审。"),
        "second",
    ),
    Step(
        "published",
        _("公众看到的页面"),
        _("换人审核签发之后，索引号自动生成。附件、解读、Word 和 PDF 都在；名单公示期满自动撤下，只留总数。"),
    ),
    Step(
        "proof",
        _("谁也不能悄悄改"),
        _("每发布、撤回一件，公开日志就记一笔，由签名的树头锁住。下载凭证，离线就能核对。"),
    ),
    Step(
        "found",
        _("群众找得到"),
        _("不知道文件名也没关系：用自己的话问，或者敲拼音首字母。"),
    ),
    Step(
        "overdue",
        _("没做到的也看得见"),
        _("旁边一行已经逾期。状态由任务算出，谁也不能改成“已公开”。"),
    ),
    Step(
        "cockpit",
        _("全县一张图"),
        _("领域乘机构，每一格都是真实的行。点开红色的一格，就是要催办的任务。"),
        "office",
    ),
)


def step_named(name: str) -> tuple[int, Step] | None:
    """The step and its number from one, or None."""
    return next(((number, step) for number, step in enumerate(STEPS, 1) if step.name == name), None)
