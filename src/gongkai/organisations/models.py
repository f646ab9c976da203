"""Divisions, counties, bodies and the people who hold posts in them."""

from __future__ import annotations

from datetime import date

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from gongkai.kernel.text import pinyin_key
from gongkai.organisations.querysets import BodyQuerySet, PostQuerySet
from gongkai.organisations.rules.roles import Role


class Level(models.TextChoices):
    """公开层级, and the levels above that never owe a row."""

    NATION = "nation", _("国家")
    PROVINCE = "province", _("省级")
    CITY = "city", _("市级")
    COUNTY = "county", _("县级")
    TOWNSHIP = "township", _("乡级")
    VILLAGE = "village", _("村级")


class Division(models.Model):
    """An administrative division by its statistical code; villages only where a county was set up."""

    code = models.CharField(_("区划代码"), max_length=12, primary_key=True)
    name = models.CharField(_("名称"), max_length=80)
    name_en = models.CharField(_("英文名称"), max_length=120, blank=True, default="")
    level = models.CharField(_("层级"), max_length=8, choices=Level.choices)
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="children")
    source = models.CharField(_("来源"), max_length=40, blank=True, default="")

    class Meta:
        verbose_name = verbose_name_plural = _("行政区划")
        indexes = [models.Index(fields=["parent", "code"], name="org_division_parent")]

    def __str__(self) -> str:
        return self.name


class County(models.Model):
    """The tenant: a county, a city district or an undistricted city."""

    division = models.OneToOneField(Division, on_delete=models.PROTECT, related_name="county")
    code = models.CharField(_("区划代码"), max_length=12, unique=True)
    name = models.CharField(_("名称"), max_length=80)
    name_en = models.CharField(_("英文名称"), max_length=120, blank=True, default="")
    is_demo = models.BooleanField(_("演示"), default=False)
    created_at = models.DateTimeField(_("设立时间"))
    revision = models.BigIntegerField(
        _("公开内容版次"),
        default=0,
        help_text="Raised by every change of what the public sees; the page cache keys on it.",
    )

    class Meta:
        verbose_name = verbose_name_plural = _("县（市、区）")

    def __str__(self) -> str:
        return self.name


class CountyHost(models.Model):
    """A host name under which a county's portal answers."""

    host = models.CharField(_("域名"), max_length=253, unique=True)
    county = models.ForeignKey(County, on_delete=models.CASCADE, related_name="hosts")

    class Meta:
        verbose_name = verbose_name_plural = _("域名")

    def __str__(self) -> str:
        return self.host


class CountySetting(models.Model):
    """One local number or text, with the dates it holds for. Its meaning and default: rules/settings.py."""

    county = models.ForeignKey(County, on_delete=models.CASCADE, related_name="settings")
    key = models.CharField(_("设置项"), max_length=64)
    value = models.JSONField(_("值"))
    valid_from = models.DateField(_("起用日期"))
    set_at = models.DateTimeField(_("设置时间"))
    set_by = models.ForeignKey("organisations.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = verbose_name_plural = _("县级设置")
        constraints = [
            models.UniqueConstraint(fields=["county", "key", "valid_from"], name="org_setting_once_a_day"),
        ]

    def __str__(self) -> str:
        return f"{self.key} = {self.value}"


class Body(models.Model):
    """A body that owes disclosure (公开主体): a department, a township, a village committee, a county government.

    `county` is null only for bodies of ministries, provinces and cities.
    """

    county = models.ForeignKey(County, on_delete=models.PROTECT, null=True, related_name="bodies")
    division = models.ForeignKey(Division, on_delete=models.PROTECT, related_name="bodies")
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="children")
    number = models.PositiveIntegerField(_("机构序号"), help_text="Permanent within the county; part of index numbers.")
    kind = models.CharField(_("机构类别"), max_length=40, help_text="A slug of data/departments.csv, or `other`.")
    level = models.CharField(_("层级"), max_length=8, choices=Level.choices)
    slug = models.SlugField(_("地址名"), max_length=60)
    name = models.CharField(_("机构名称"), max_length=100)
    short_name = models.CharField(_("简称"), max_length=40)
    name_en = models.CharField(_("英文名称"), max_length=160, blank=True, default="")
    pinyin = models.CharField(max_length=200, editable=False, default="")
    credit_code = models.CharField(_("统一社会信用代码"), max_length=18, blank=True, default="")
    document_prefix = models.CharField(_("发文字号代字"), max_length=20, blank=True, default="")
    head_name = models.CharField(_("负责人"), max_length=40, blank=True, default="")
    head_title = models.CharField(_("负责人职务"), max_length=40, blank=True, default="")
    functions = models.TextField(_("主要职责"), blank=True, default="")
    functions_en = models.TextField(_("主要职责（英文）"), blank=True, default="")
    address = models.CharField(_("办公地址"), max_length=200, blank=True, default="")
    phone = models.CharField(_("联系电话"), max_length=40, blank=True, default="")
    office_hours = models.CharField(_("办公时间"), max_length=120, blank=True, default="")
    established_on = models.DateField(_("设立日期"), null=True, blank=True)
    abolished_on = models.DateField(_("撤销日期"), null=True, blank=True)
    successor = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="predecessors")

    objects = BodyQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = _("公开主体")
        constraints = [
            models.UniqueConstraint(fields=["county", "slug"], name="org_body_slug_once"),
            models.UniqueConstraint(fields=["county", "number"], name="org_body_number_once"),
            models.CheckConstraint(
                name="org_body_without_county_is_above_it",
                condition=Q(county__isnull=False) | Q(level__in=["nation", "province", "city"]),
            ),
        ]
        indexes = [models.Index(fields=["county", "level", "pinyin", "id"], name="org_body_listing")]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: object, **kwargs: object) -> None:
        self.pinyin = pinyin_key(self.name)
        super().save(*args, **kwargs)  # type: ignore[arg-type]

    def is_abolished(self, *, on: date) -> bool:
        return self.abolished_on is not None and self.abolished_on <= on

    def phone_on(self, day: date) -> str:
        """The phone at which somebody answers on a day: at an abolished body nobody does."""
        return "" if self.is_abolished(on=day) else self.phone


class BodyAlias(models.Model):
    """Another name under which tables and people know a body (县民政局, 明镜县民政局, 民政局)."""

    body = models.ForeignKey(Body, on_delete=models.CASCADE, related_name="aliases")
    name = models.CharField(_("别名"), max_length=100)

    class Meta:
        verbose_name = verbose_name_plural = _("机构别名")
        constraints = [models.UniqueConstraint(fields=["body", "name"], name="org_alias_once")]

    def __str__(self) -> str:
        return self.name


class User(AbstractUser):
    """A person who signs in (工作人员). What she may do follows from her posts alone."""

    first_name = None  # type: ignore[assignment]
    last_name = None  # type: ignore[assignment]
    display_name = models.CharField(_("姓名"), max_length=80)
    phone = models.CharField(_("联系电话"), max_length=40, blank=True, default="")
    digest_sent_on = models.DateField(_("最近摘要日期"), null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = _("工作人员")

    def __str__(self) -> str:
        return self.display_name

    def get_full_name(self) -> str:
        return self.display_name

    def get_short_name(self) -> str:
        return self.display_name


class WorkUnit(models.Model):
    """The one unit of a body that handles disclosure (政府信息公开工作机构, 条例 Art. 4), its officer and deputy."""

    body = models.OneToOneField(Body, on_delete=models.CASCADE, related_name="work_unit")
    name = models.CharField(_("工作机构名称"), max_length=100)
    address = models.CharField(_("地址"), max_length=200, blank=True, default="")
    office_hours = models.CharField(_("办公时间"), max_length=120, blank=True, default="")
    phone = models.CharField(_("电话"), max_length=40, blank=True, default="")
    fax = models.CharField(_("传真"), max_length=40, blank=True, default="")
    email = models.EmailField(_("电子邮箱"), blank=True, default="")
    officer = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("经办人")
    )
    deputy = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("代理人")
    )

    class Meta:
        verbose_name = verbose_name_plural = _("政府信息公开工作机构")
        constraints = [
            models.CheckConstraint(
                name="org_work_unit_deputy_is_another",
                condition=Q(officer__isnull=True) | Q(deputy__isnull=True) | ~Q(officer=F("deputy")),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Post(models.Model):
    """One person in one role at one body, between two dates (任职)."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="posts")
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="posts")
    role = models.CharField(_("角色"), max_length=20, choices=[(r.value, r.value) for r in Role])
    starts_on = models.DateField(_("任职日期"))
    ends_on = models.DateField(_("离任日期"), null=True, blank=True)
    deputising_for = models.ForeignKey(
        User,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("代谁履职"),
        help_text="Whose post it is for these days; such a post always ends.",
    )

    objects = PostQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = _("任职")
        constraints = [
            models.UniqueConstraint(
                fields=["user", "body", "role"], condition=Q(ends_on__isnull=True), name="org_post_open_once"
            ),
            models.CheckConstraint(
                name="org_post_ends_after_start",
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
            ),
            models.CheckConstraint(
                name="org_deputy_post_ends", condition=Q(deputising_for__isnull=True) | Q(ends_on__isnull=False)
            ),
        ]
        indexes = [models.Index(fields=["body", "role"], name="org_post_body_role")]

    def __str__(self) -> str:
        return f"{self.user_id} {self.role} @ {self.body_id}"
