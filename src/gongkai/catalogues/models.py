"""The local side: matters that last, catalogues in versions, rows that are frozen once issued."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from gongkai.catalogues.querysets import LinkQuerySet, RowQuerySet, VersionQuerySet
from gongkai.organisations.models import Body, County, Level, User
from gongkai.standards.models import Edition, Field, Item, ItemText


class Matter(models.Model):
    """A matter of disclosure (公开事项) as an identity: numbered for ever, never deleted.

    Duties, information, subscriptions, addresses and QR codes refer to it; what it demands on a given day
    stands in the Row in force on that day.
    """

    county = models.ForeignKey(County, on_delete=models.PROTECT, related_name="matters")
    number = models.PositiveIntegerField(_("事项编号"))
    owner = models.ForeignKey(
        Body,
        on_delete=models.PROTECT,
        null=True,
        related_name="own_matters",
        help_text="A township for its own matters.",
    )
    field = models.ForeignKey(Field, on_delete=models.PROTECT, related_name="matters")
    item = models.ForeignKey(Item, on_delete=models.PROTECT, null=True, related_name="matters")
    name = models.CharField(_("名称"), max_length=400)
    name_en = models.CharField(_("英文名称"), max_length=400, blank=True, default="")
    split_from = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="parts")
    merged_into = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="merged")
    created_at = models.DateTimeField(_("建立时间"))

    class Meta:
        verbose_name = verbose_name_plural = _("公开事项")
        constraints = [
            models.UniqueConstraint(fields=["county", "number"], name="cat_matter_number_once"),
            # The first matter of an item; the parts of a split item point to it instead.
            models.UniqueConstraint(
                fields=["county", "item"],
                condition=Q(item__isnull=False, split_from__isnull=True),
                name="cat_matter_item_once",
            ),
        ]
        indexes = [models.Index(fields=["county", "field", "number"], name="cat_matter_field")]

    def __str__(self) -> str:
        return self.name


class Catalogue(models.Model):
    """The standard catalogue (政务公开事项标准目录) of a county, or of one township."""

    county = models.ForeignKey(County, on_delete=models.PROTECT, related_name="catalogues")
    owner = models.ForeignKey(
        Body,
        on_delete=models.PROTECT,
        null=True,
        related_name="catalogues",
        help_text="Null: the county's own.",
    )

    class Meta:
        verbose_name = verbose_name_plural = _("标准目录")
        constraints = [
            models.UniqueConstraint(fields=["county"], condition=Q(owner__isnull=True), name="cat_one_for_county"),
            models.UniqueConstraint(fields=["owner"], condition=Q(owner__isnull=False), name="cat_one_for_owner"),
        ]

    def __str__(self) -> str:
        return f"{self.county_id}/{self.owner_id or 'county'}"


class Version(models.Model):
    """A catalogue at one time. Building → draft → issued → superseded; issued rows never change."""

    class State(models.TextChoices):
        BUILDING = "building", _("编制中")
        DRAFT = "draft", _("草案")
        ISSUED = "issued", _("已发布")
        SUPERSEDED = "superseded", _("已被替代")

    catalogue = models.ForeignKey(Catalogue, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField(_("版次"))
    state = models.CharField(_("状态"), max_length=12, choices=State.choices, default=State.BUILDING)
    editions = models.ManyToManyField(Edition, related_name="catalogue_versions", verbose_name=_("依据的指引版本"))
    based_on = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="successors")
    template = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        related_name="township_versions",
        help_text="For a township: the county version whose township rows it mirrors.",
    )
    compiled_at = models.DateTimeField(_("编制时间"))
    in_force_from = models.DateField(_("施行日期"), null=True)
    in_force_until = models.DateField(_("失效日期"), null=True, help_text="First day on which it no longer holds.")
    issued_at = models.DateTimeField(_("发布时间"), null=True)
    issued_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")

    objects = VersionQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = _("目录版本")
        constraints = [
            models.UniqueConstraint(fields=["catalogue", "number"], name="cat_version_number_once"),
            models.UniqueConstraint(fields=["catalogue"], condition=Q(state="issued"), name="cat_version_one_issued"),
            models.UniqueConstraint(
                fields=["catalogue"],
                condition=Q(state__in=["building", "draft"]),
                name="cat_version_one_open",
            ),
            models.CheckConstraint(
                name="cat_version_issued_at_by_from_together",
                condition=Q(state__in=["building", "draft"], issued_at__isnull=True, in_force_from__isnull=True)
                | Q(state__in=["issued", "superseded"], issued_at__isnull=False, in_force_from__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.catalogue_id} v{self.number}"


class Decision(models.TextChoices):
    """What the county decided of a row."""

    UNDECIDED = "undecided", _("待决定")
    ADOPTED = "adopted", _("采用")
    ADAPTED = "adapted", _("调整")
    SPLIT = "split", _("拆分")
    ADDED = "added", _("本地新增")
    NOT_APPLICABLE = "not_applicable", _("不适用")


class Row(models.Model):
    """A row of a catalogue version (目录行): the elements a matter has while the version is in force."""

    version = models.ForeignKey(Version, on_delete=models.CASCADE, related_name="rows")
    matter = models.ForeignKey(Matter, on_delete=models.PROTECT, related_name="rows")
    county = models.ForeignKey(County, on_delete=models.PROTECT, related_name="+")
    field = models.ForeignKey(Field, on_delete=models.PROTECT, related_name="+")
    position = models.PositiveIntegerField(_("顺序"))
    national = models.ForeignKey(
        ItemText,
        on_delete=models.PROTECT,
        null=True,
        related_name="rows",
        help_text="The text it was made from.",
    )
    mirrors = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="mirrored_by")
    is_inherited = models.BooleanField(
        _("沿用县级决定"),
        default=False,
        help_text="A township row that follows the row it mirrors until the township decides otherwise.",
    )
    decision = models.CharField(_("决定"), max_length=16, choices=Decision.choices, default=Decision.UNDECIDED)
    adapted_elements = models.JSONField(_("调整的要素"), default=list)
    reason = models.TextField(_("理由"), blank=True, default="")
    decided_at = models.DateTimeField(_("决定时间"), null=True)
    decided_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    approved_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    l1 = models.CharField(_("一级事项"), max_length=200)
    l2 = models.CharField(_("二级事项"), max_length=200)
    l3 = models.CharField(_("三级事项"), max_length=200, blank=True, default="")
    l1_en = models.CharField(_("一级事项（英文）"), max_length=200, blank=True, default="")
    l2_en = models.CharField(_("二级事项（英文）"), max_length=200, blank=True, default="")
    content = models.JSONField(_("公开内容（要素）"), default=list, help_text='List of {"text", "stage"}.')
    basis = models.JSONField(_("公开依据"), default=list)
    time_limit = models.CharField(_("公开时限"), max_length=400)
    time_rules = models.JSONField(_("时限解读"), default=dict)
    subject = models.JSONField(_("公开主体"), default=list, help_text="As printed; who owes it: RowBody.")
    channels = models.JSONField(_("公开渠道"), default=list)
    channels_optional = models.JSONField(_("可选渠道"), default=list)
    audience = models.JSONField(_("公开对象"), default=dict)
    mode = models.JSONField(_("公开方式"), default=list)
    levels = models.JSONField(_("公开层级"), default=list)
    provenance = models.CharField(_("出处"), max_length=24, blank=True, default="")
    is_verified = models.BooleanField(_("已核对"), default=False)

    objects = RowQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = _("目录行")
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["version", "matter"], name="cat_row_once_per_version"),
            models.CheckConstraint(
                name="cat_row_decided_at_with_decision",
                condition=Q(decision="undecided", decided_at__isnull=True)
                | (~Q(decision="undecided") & Q(decided_at__isnull=False)),
            ),
        ]
        indexes = [
            models.Index(fields=["version", "field", "position"], name="cat_row_field"),
            models.Index(fields=["county", "matter"], name="cat_row_matter"),
        ]

    def __str__(self) -> str:
        return f"{self.l1} / {self.l2}"


class RowBody(models.Model):
    """A body that owes a row (责任主体), at one level."""

    row = models.ForeignKey(Row, on_delete=models.CASCADE, related_name="owed_by")
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="owed_rows")
    level = models.CharField(_("层级"), max_length=8, choices=Level.choices)

    class Meta:
        verbose_name = verbose_name_plural = _("责任主体")
        constraints = [models.UniqueConstraint(fields=["row", "body"], name="cat_rowbody_once")]
        indexes = [models.Index(fields=["body", "row"], name="cat_rowbody_body")]

    def __str__(self) -> str:
        return f"{self.row_id} ← {self.body_id}"


class SubjectRule(models.Model):
    """Which bodies a generic subject (教育行政部门) means in this county. People may edit it."""

    county = models.ForeignKey(County, on_delete=models.CASCADE, related_name="subject_rules")
    phrase = models.CharField(_("主体写法"), max_length=200)
    level = models.CharField(_("层级"), max_length=8, choices=Level.choices)
    bodies = models.ManyToManyField(Body, related_name="+", verbose_name=_("机构"), blank=True)
    every_township = models.BooleanField(_("全部乡镇（街道）"), default=False)
    note = models.CharField(_("说明"), max_length=200, blank=True, default="")

    class Meta:
        verbose_name = verbose_name_plural = _("主体对应表")
        constraints = [models.UniqueConstraint(fields=["county", "phrase", "level"], name="cat_subject_once")]

    def __str__(self) -> str:
        return self.phrase


class ListEntry(models.Model):
    """One line of the county's list of powers (权责清单) or of public services (公共服务事项清单)."""

    class Kind(models.TextChoices):
        POWER = "power", _("权责事项")
        SERVICE = "service", _("公共服务事项")

    county = models.ForeignKey(County, on_delete=models.PROTECT, related_name="list_entries")
    kind = models.CharField(_("清单"), max_length=8, choices=Kind.choices)
    code = models.CharField(_("编码"), max_length=40, blank=True, default="")
    type = models.CharField(_("类型"), max_length=40, blank=True, default="", help_text="行政许可, 行政处罚, …")
    name = models.CharField(_("名称"), max_length=300)
    normalised_name = models.CharField(max_length=300, editable=False)
    body = models.ForeignKey(Body, on_delete=models.PROTECT, null=True, related_name="list_entries")
    body_name = models.CharField(_("实施主体"), max_length=100, blank=True, default="")
    basis = models.TextField(_("实施依据"), blank=True, default="")
    is_living = models.BooleanField(_("现行"), default=True)
    raw = models.JSONField(_("原始单元格"), default=dict)

    class Meta:
        verbose_name = verbose_name_plural = _("清单事项")
        constraints = [
            models.UniqueConstraint(fields=["county", "kind", "code", "normalised_name"], name="cat_entry_once"),
        ]
        indexes = [models.Index(fields=["county", "kind", "normalised_name"], name="cat_entry_name")]

    def __str__(self) -> str:
        return self.name


class ListImport(models.Model):
    """An uploaded list on its way in (清单导入): read again for each look, taken in whole or not at all."""

    county = models.ForeignKey(County, on_delete=models.PROTECT, related_name="list_imports")
    kind = models.CharField(_("清单"), max_length=8, choices=ListEntry.Kind.choices)
    file = models.FileField(_("文件"), upload_to="catalogues/lists/%Y", max_length=200)
    file_name = models.CharField(_("文件名"), max_length=200)
    sha256 = models.CharField(_("文件摘要"), max_length=64)
    uploaded_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    uploaded_at = models.DateTimeField(_("上传时间"))
    taken_in_at = models.DateTimeField(_("入库时间"), null=True)
    dropped_at = models.DateTimeField(_("放弃时间"), null=True)

    class Meta:
        verbose_name = verbose_name_plural = _("清单导入")
        constraints = [
            models.CheckConstraint(
                name="cat_list_import_taken_or_dropped",
                condition=Q(taken_in_at__isnull=True) | Q(dropped_at__isnull=True),
            ),
        ]
        indexes = [models.Index(fields=["county", "-uploaded_at"], name="cat_list_import_latest")]

    def __str__(self) -> str:
        return self.file_name


class MatterLink(models.Model):
    """That a matter discloses a power or service. Only confirmed links close a gap; similarity only proposes."""

    class How(models.TextChoices):
        NAME = "name", _("名称一致")
        ALIAS = "alias", _("别名一致")
        PERSON = "person", _("人工指定")
        PROPOSED = "proposed", _("相近，待确认")
        REJECTED = "rejected", _("人工否定")

    matter = models.ForeignKey(Matter, on_delete=models.CASCADE, related_name="links")
    entry = models.ForeignKey(ListEntry, on_delete=models.CASCADE, related_name="links")
    how = models.CharField(_("方式"), max_length=10, choices=How.choices)
    stage = models.CharField(_("环节"), max_length=10, blank=True, default="")
    confirmed_at = models.DateTimeField(_("确认时间"), null=True)
    confirmed_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")

    objects = LinkQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = _("事项与清单的对应")
        constraints = [models.UniqueConstraint(fields=["matter", "entry"], name="cat_link_once")]

    def __str__(self) -> str:
        return f"{self.matter_id} – {self.entry_id}"


class Finding(models.Model):
    """What a version needs a person for: a gap, a blank element, an unreadable limit, an unresolved subject."""

    version = models.ForeignKey(Version, on_delete=models.CASCADE, related_name="findings")
    row = models.ForeignKey(Row, on_delete=models.CASCADE, null=True, related_name="findings")
    entry = models.ForeignKey(ListEntry, on_delete=models.CASCADE, null=True, related_name="findings")
    code = models.CharField(_("类别"), max_length=40)
    blocks_issue = models.BooleanField(_("阻止发布"), default=False)
    detail = models.JSONField(_("细节"), default=dict)
    settled_at = models.DateTimeField(_("处理时间"), null=True)
    settled_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    settled_reason = models.CharField(_("处理说明"), max_length=300, blank=True, default="")

    class Meta:
        verbose_name = verbose_name_plural = _("目录问题")
        indexes = [models.Index(fields=["version", "code"], name="cat_finding_code")]

    def __str__(self) -> str:
        return self.code


class DecisionBatch(models.Model):
    """One act of deciding on rows (一次决定), with what stood there before: what makes it undoable."""

    version = models.ForeignKey(Version, on_delete=models.CASCADE, related_name="batches")
    action = models.CharField(_("动作"), max_length=40)
    made_at = models.DateTimeField(_("作出时间"))
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    before = models.JSONField(_("此前内容"), default=dict, help_text="Row id → the fields it had.")
    created_rows = models.JSONField(_("新增的目录行"), default=list)
    undone_at = models.DateTimeField(_("撤销时间"), null=True)
    undone_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = verbose_name_plural = _("目录决定")
        indexes = [models.Index(fields=["version", "-made_at"], name="cat_batch_latest")]

    def __str__(self) -> str:
        return f"{self.action} {self.version_id}"


class RevisionTask(models.Model):
    """A changed guideline item as a task for the county: old edition, new edition, local row."""

    class Change(models.TextChoices):
        ADDED = "added", _("新增事项")
        REMOVED = "removed", _("取消事项")
        RENAMED = "renamed", _("更名")
        ELEMENTS = "elements", _("要素变化")

    county = models.ForeignKey(County, on_delete=models.PROTECT, related_name="revision_tasks")
    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="revision_tasks")
    old_edition = models.ForeignKey(Edition, on_delete=models.PROTECT, null=True, related_name="+")
    new_edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="revision_tasks")
    matter = models.ForeignKey(Matter, on_delete=models.PROTECT, null=True, related_name="revision_tasks")
    change = models.CharField(_("变化"), max_length=10, choices=Change.choices)
    changed_elements = models.JSONField(_("变化的要素"), default=list)
    township_rows = models.PositiveIntegerField(_("涉及乡镇目录行"), default=0)
    created_at = models.DateTimeField(_("产生时间"))
    settled_at = models.DateTimeField(_("处理时间"), null=True)
    settled_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    outcome = models.CharField(_("处理结果"), max_length=20, blank=True, default="")

    class Meta:
        verbose_name = verbose_name_plural = _("指引修订任务")
        constraints = [
            models.UniqueConstraint(fields=["county", "item", "new_edition"], name="cat_task_once"),
        ]

    def __str__(self) -> str:
        return f"{self.change} {self.item_id}"
