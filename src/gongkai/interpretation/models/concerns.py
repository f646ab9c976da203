"""The register of concerns, each step of them, and the questions of readers."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from gongkai.interpretation.querysets import ConcernQuerySet, QuestionQuerySet
from gongkai.interpretation.rules import clocks, concerns, questions
from gongkai.kernel.ids import public_id
from gongkai.organisations.models import Body, County, User
from gongkai.publishing.models import Information

CONCERN_STATES = [(state.value, state.value) for state in concerns.State]
QUESTION_STATES = [(state.value, state.value) for state in questions.State]


class Concern(models.Model):
    """Something that people are concerned about (社会关切): first responsible is the body concerned.

    Both moments are kept. `count_from` and the hours are what the county's settings said when it was registered, so
    that a changed setting changes no running clock.
    """

    class Level(models.TextChoices):
        SERIOUS = clocks.Level.SERIOUS.value, _("特别重大、重大突发事件")
        OPINION = clocks.Level.OPINION.value, _("其他政务舆情")

    county = models.ForeignKey(County, on_delete=models.PROTECT, related_name="concerns")
    public_id = models.CharField(_("编号"), max_length=16, unique=True, default=public_id, editable=False)
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="concerns", verbose_name=_("责任单位"))
    level = models.CharField(_("级别"), max_length=8, choices=Level.choices, default=Level.OPINION)
    title = models.CharField(_("关切事项"), max_length=200)
    summary = models.TextField(_("反映的情况"), blank=True, default="")
    source = models.CharField(_("线索来源"), max_length=100, blank=True, default="")
    source_url = models.URLField(_("线索网址"), max_length=500, blank=True, default="")
    event_at = models.DateTimeField(_("事发时间"), null=True, blank=True)
    discovered_at = models.DateTimeField(_("发现时间"))
    count_from = models.CharField(
        _("起算"), max_length=10, choices=[(s.value, s.value) for s in clocks.Start], default=clocks.Start.EARLIER.value
    )
    hours = models.JSONField(_("时限（小时）"), default=dict, help_text="Kind of clock → hours, as set then.")
    due_at = models.DateTimeField(
        _("最近的时限"), null=True, blank=True, help_text="Of the clocks that still run; null: nothing is owed."
    )
    policy = models.ForeignKey(
        Information,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="concerns",
        verbose_name=_("涉及的文件"),
    )
    project = models.CharField(_("涉及的项目"), max_length=200, blank=True, default="")
    state = models.CharField(_("阶段"), max_length=8, choices=CONCERN_STATES, default=concerns.State.CLUE.value)
    truth = models.CharField(
        _("核实结论"), max_length=8, blank=True, default="", choices=[(t.value, t.value) for t in concerns.Truth]
    )
    decision = models.CharField(
        _("研判结论"), max_length=10, blank=True, default="", choices=[(d.value, d.value) for d in concerns.Decision]
    )
    registered_at = models.DateTimeField(_("登记时间"))
    registered_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    closed_at = models.DateTimeField(_("办结时间"), null=True, blank=True)

    objects = ConcernQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = _("社会关切")
        constraints = [
            models.CheckConstraint(
                name="int_concern_closed_at_with_state",
                condition=Q(state="closed", closed_at__isnull=False) | (~Q(state="closed") & Q(closed_at__isnull=True)),
            ),
            models.CheckConstraint(
                name="int_concern_decided_has_decision",
                condition=(Q(state__in=["decided", "answered", "effect"]) & ~Q(decision=""))
                | Q(state__in=["clue", "verified"], decision="")
                | Q(state="closed"),
            ),
            models.CheckConstraint(
                name="int_concern_answered_was_to_be",
                condition=~Q(state__in=["answered", "effect"]) | Q(decision="answer"),
            ),
            models.CheckConstraint(
                name="int_concern_judged_is_verified", condition=Q(state__in=["clue", "closed"]) | ~Q(truth="")
            ),
        ]
        indexes = [
            models.Index(fields=["county", "state", "due_at", "id"], name="int_concern_due"),
            models.Index(fields=["county", "-registered_at", "id"], name="int_concern_latest"),
        ]

    def __str__(self) -> str:
        return self.title


class ConcernStep(models.Model):
    """One step of a concern (关切办理记录): what was found, decided, said, and with what effect. Never changed.

    A step that says something in public (`said`) names the piece or the address where it was said, and when.
    """

    class Said(models.TextChoices):
        NOTHING = "", _("未对外发布")
        WORD = "word", _("权威发布")
        PRESS = "press", _("新闻发布会")
        ANSWER = "answer", _("回应")

    concern = models.ForeignKey(Concern, on_delete=models.CASCADE, related_name="steps")
    name = models.CharField(_("步骤"), max_length=16)
    at = models.DateTimeField(_("时间"))
    by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+", verbose_name=_("办理单位"))
    value = models.CharField(_("结论"), max_length=10, blank=True, default="")
    note = models.TextField(_("说明"), blank=True, default="")
    said = models.CharField(_("对外发布"), max_length=6, choices=Said.choices, blank=True, default=Said.NOTHING)
    said_at = models.DateTimeField(_("发布时间"), null=True, blank=True)
    information = models.ForeignKey(
        Information, on_delete=models.PROTECT, null=True, blank=True, related_name="answers_to_concerns"
    )
    url = models.URLField(_("发布网址"), max_length=500, blank=True, default="")

    class Meta:
        verbose_name = verbose_name_plural = _("关切办理记录")
        ordering = ["at", "id"]
        constraints = [
            models.CheckConstraint(
                name="int_step_said_when",
                condition=Q(said="", said_at__isnull=True) | (~Q(said="") & Q(said_at__isnull=False)),
            ),
        ]
        indexes = [models.Index(fields=["concern", "at", "id"], name="int_step_order")]

    def __str__(self) -> str:
        return f"{self.concern_id}: {self.name}"


class AnswerDraft(models.Model):
    """A piece in work that is to answer a concern (回应稿件): the day it is public, the concern is answered."""

    concern = models.ForeignKey(Concern, on_delete=models.CASCADE, related_name="drafts")
    information = models.OneToOneField(Information, on_delete=models.CASCADE, related_name="answers_concern")
    said = models.CharField(_("对外发布"), max_length=6, choices=ConcernStep.Said.choices)
    begun_at = models.DateTimeField(_("开始时间"))
    begun_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = verbose_name_plural = _("回应稿件")

    def __str__(self) -> str:
        return f"{self.concern_id} ← {self.information_id}"


class Question(models.Model):
    """A reader's question about a piece of information (读者提问). Nothing is asked or kept of the reader.

    `asker` is a keyed digest of where it came from, for the limit of an hour; the night job blots it out.
    """

    county = models.ForeignKey(County, on_delete=models.PROTECT, related_name="questions")
    code = models.CharField(_("查询码"), max_length=16, unique=True, default=public_id, editable=False)
    information = models.ForeignKey(
        Information, on_delete=models.PROTECT, related_name="questions", verbose_name=_("问的是")
    )
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="questions", verbose_name=_("答复单位"))
    text = models.CharField(_("问题"), max_length=questions.LONGEST_QUESTION)
    asked_at = models.DateTimeField(_("提问时间"))
    asker = models.CharField(max_length=32, blank=True, default="", editable=False)
    due_on = models.DateField(_("应答复日期"))
    state = models.CharField(
        _("状态"),
        max_length=8,
        choices=QUESTION_STATES,
        default=questions.State.ASKED.value,
    )
    answer = models.CharField(_("答复"), max_length=questions.LONGEST_ANSWER, blank=True, default="")
    drafted_at = models.DateTimeField(_("拟稿时间"), null=True, blank=True)
    drafted_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    note = models.CharField(_("审核意见"), max_length=300, blank=True, default="")
    settled_at = models.DateTimeField(_("答复时间"), null=True, blank=True)
    settled_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    is_shown = models.BooleanField(_("在文件页面公开"), default=False)
    concern = models.ForeignKey(Concern, on_delete=models.SET_NULL, null=True, blank=True, related_name="questions")

    objects = QuestionQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = _("读者提问")
        constraints = [
            models.CheckConstraint(
                name="int_question_settled_at_with_state",
                condition=Q(state__in=["answered", "declined"], settled_at__isnull=False)
                | Q(state__in=["asked", "drafted"], settled_at__isnull=True),
            ),
            models.CheckConstraint(
                name="int_question_answer_with_state", condition=Q(state__in=["asked", "declined"]) | ~Q(answer="")
            ),
            models.CheckConstraint(
                name="int_question_shown_is_answered", condition=Q(is_shown=False) | Q(state="answered")
            ),
            models.CheckConstraint(name="int_question_declined_has_note", condition=~Q(state="declined") | ~Q(note="")),
        ]
        indexes = [
            models.Index(fields=["county", "state", "due_on", "id"], name="int_question_due"),
            models.Index(fields=["information", "is_shown", "settled_at"], name="int_question_shown"),
            models.Index(fields=["county", "asked_at"], name="int_question_hour"),
        ]

    def __str__(self) -> str:
        return self.text
