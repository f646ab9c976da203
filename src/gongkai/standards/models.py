"""The national side: fields, guidelines, editions and their items. Belongs to no county."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Tier(models.TextChoices):
    """Which government the guideline speaks for."""

    NATIONAL = "national", _("国家")
    PROVINCIAL = "provincial", _("省级")


class Provenance(models.TextChoices):
    """How an item's text became known (catalogues.md §4)."""

    OFFICIAL = "official", _("官方文本导入")
    NAME_SEEN = "name_seen", _("事项名称见于政府网站")
    ELEMENTS_UNCONFIRMED = "elements_unconfirmed", _("要素待核对")
    MEMORY = "memory", _("未见公开页面")
    LOCAL_VARIANT = "local_variant", _("个别县的本地事项")


class Field(models.Model):
    """One of the 26 pilot fields (试点领域), or one added since."""

    number = models.PositiveSmallIntegerField(_("序号"), unique=True)
    slug = models.SlugField(_("地址名"), max_length=60, unique=True)
    seed_name = models.CharField(_("领域名称"), max_length=40, unique=True)
    guideline_title = models.CharField(_("标准指引名称"), max_length=120, blank=True, default="")
    aliases = models.JSONField(_("别名"), blank=True, default=list)
    name_en = models.CharField(_("英文名称"), max_length=80)
    summary = models.CharField(_("简介"), max_length=200, blank=True, default="")
    summary_en = models.CharField(_("英文简介"), max_length=300, blank=True, default="")
    last_serial = models.PositiveIntegerField(
        _("最后编号"), default=5000, editable=False, help_text="Of imported items; those of the pack stand below it."
    )

    class Meta:
        verbose_name = verbose_name_plural = _("公开领域")
        ordering = ["number"]

    def __str__(self) -> str:
        return self.seed_name


class Guideline(models.Model):
    """A field guideline (标准指引) of a ministry or a province. One document may serve several fields."""

    title = models.CharField(_("名称"), max_length=160)
    tier = models.CharField(_("层级"), max_length=10, choices=Tier.choices)
    province = models.ForeignKey(
        "organisations.Division", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="children")
    issuer = models.CharField(_("制定机关"), max_length=80, blank=True, default="")
    document_number = models.CharField(_("文号"), max_length=60, blank=True, default="")
    issued_on = models.DateField(_("印发日期"), null=True, blank=True)
    fields = models.ManyToManyField(Field, related_name="guidelines", verbose_name=_("领域"))

    class Meta:
        verbose_name = verbose_name_plural = _("标准指引")
        constraints = [
            models.CheckConstraint(
                name="std_guideline_province_with_tier",
                condition=Q(tier="national", province__isnull=True, parent__isnull=True)
                | Q(tier="provincial", province__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Edition(models.Model):
    """One version of a guideline. `building` is invisible until one UPDATE makes it a draft."""

    class State(models.TextChoices):
        BUILDING = "building", _("导入中")
        DRAFT = "draft", _("草案")
        IN_FORCE = "in_force", _("现行")
        SUPERSEDED = "superseded", _("已被替代")

    guideline = models.ForeignKey(Guideline, on_delete=models.PROTECT, related_name="editions")
    number = models.PositiveSmallIntegerField(_("版次"))
    label = models.CharField(_("版本名称"), max_length=80)
    state = models.CharField(_("状态"), max_length=12, choices=State.choices, default=State.BUILDING)
    is_working_draft = models.BooleanField(_("依公开资料整理，待核对"), default=False)
    in_force_from = models.DateField(_("施行日期"), null=True, blank=True)
    parent_edition = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="refinements"
    )
    source_name = models.CharField(_("来源文件"), max_length=200, blank=True, default="")
    source_sha256 = models.CharField(_("来源文件摘要"), max_length=64, blank=True, default="")
    created_at = models.DateTimeField(_("建立时间"))

    class Meta:
        verbose_name = verbose_name_plural = _("标准指引版本")
        constraints = [
            models.UniqueConstraint(fields=["guideline", "number"], name="std_edition_number_once"),
            models.UniqueConstraint(
                fields=["guideline"], condition=Q(state="in_force"), name="std_edition_one_in_force"
            ),
        ]

    def __str__(self) -> str:
        return self.label


class Item(models.Model):
    """A guideline item (指引事项) as an identity: its key is given at first import and never changes."""

    key = models.CharField(_("事项编号"), max_length=40, unique=True)
    field = models.ForeignKey(Field, on_delete=models.PROTECT, related_name="items")

    class Meta:
        verbose_name = verbose_name_plural = _("指引事项")

    def __str__(self) -> str:
        return self.key


class ItemText(models.Model):
    """What one edition says of an item: its elements, as read and as they stood in the file."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="texts")
    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="texts")
    position = models.PositiveIntegerField(_("顺序"))
    l1 = models.CharField(_("一级事项"), max_length=200)
    l2 = models.CharField(_("二级事项"), max_length=200)
    l3 = models.CharField(_("三级事项"), max_length=200, blank=True, default="")
    l1_en = models.CharField(_("一级事项（英文）"), max_length=200, blank=True, default="")
    l2_en = models.CharField(_("二级事项（英文）"), max_length=200, blank=True, default="")
    nth = models.PositiveSmallIntegerField(_("同名序次"), default=1)
    content = models.JSONField(_("公开内容（要素）"), blank=True, default=list, help_text="List of element texts.")
    basis = models.JSONField(_("公开依据"), blank=True, default=list, help_text='List of {"name", "no", "kind"?}.')
    time_limit = models.CharField(_("公开时限"), max_length=400)
    time_rules = models.JSONField(
        _("时限解读"), blank=True, default=dict, help_text="As `gongkai timelimit --json` prints it."
    )
    subject = models.JSONField(_("公开主体"), blank=True, default=list, help_text="List of names as printed.")
    channels = models.JSONField(_("公开渠道"), blank=True, default=list)
    channels_optional = models.JSONField(_("可选渠道"), blank=True, default=list)
    audience = models.JSONField(_("公开对象"), blank=True, default=dict, help_text='{"all": bool, "groups": [str]}.')
    mode = models.JSONField(_("公开方式"), blank=True, default=list, help_text="主动 and/or 依申请.")
    levels = models.JSONField(_("公开层级"), blank=True, default=list, help_text="县级, 乡级, 村级.")
    provenance = models.CharField(_("出处"), max_length=24, choices=Provenance.choices)
    is_verified = models.BooleanField(_("已核对"), default=False)
    raw = models.JSONField(_("原始单元格"), blank=True, default=dict)

    class Meta:
        verbose_name = verbose_name_plural = _("指引事项文本")
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["edition", "item"], name="std_text_once_per_edition"),
            models.UniqueConstraint(fields=["edition", "l1", "l2", "l3", "nth"], name="std_text_name_once"),
            models.CheckConstraint(name="std_text_nth_from_one", condition=Q(nth__gte=1)),
        ]

    def __str__(self) -> str:
        return f"{self.l1} / {self.l2}"


class Import(models.Model):
    """An uploaded table on its way to becoming an edition (导入): read again for each look, taken in whole or not."""

    guideline = models.ForeignKey(
        Guideline, on_delete=models.PROTECT, related_name="imports", verbose_name=_("标准指引")
    )
    label = models.CharField(_("版本名称"), max_length=80)
    file = models.FileField(_("文件"), upload_to="standards/imports/%Y", max_length=200)
    file_name = models.CharField(_("文件名"), max_length=200)
    sha256 = models.CharField(_("文件摘要"), max_length=64)
    uploaded_by = models.ForeignKey(
        "organisations.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    uploaded_at = models.DateTimeField(_("上传时间"))
    edition = models.OneToOneField(Edition, on_delete=models.PROTECT, null=True, blank=True, related_name="made_from")
    dropped_at = models.DateTimeField(_("放弃时间"), null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = _("指引导入")
        constraints = [
            models.CheckConstraint(
                name="std_import_taken_or_dropped",
                condition=Q(edition__isnull=True) | Q(dropped_at__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return self.file_name
