"""Matters, versions and rows that are valid as they come. No randomness, no clock.

row = RowFactory()                                   # an adopted row of a county's draft
row = RowFactory(issued=True)                        # … of a version in force since long ago
row = RowFactory(version=version, owners=[body])     # owed by these bodies, each at its own level
entry = ListEntryFactory(county=county, name="失业登记", kind="service")
"""

from __future__ import annotations

from datetime import UTC, date, datetime

import factory

from gongkai.catalogues.models import (
    Catalogue,
    Decision,
    DecisionBatch,
    Finding,
    ListEntry,
    ListImport,
    Matter,
    MatterLink,
    RevisionTask,
    Row,
    RowBody,
    SubjectRule,
    Version,
)
from gongkai.catalogues.rules.names import normalise
from gongkai.organisations.models import Level
from tests.factories.organisations import BodyFactory, CountyFactory
from tests.factories.standards import (
    TWENTY_DAYS,
    TWENTY_DAYS_READ,
    EditionFactory,
    FieldFactory,
    ItemFactory,
)

COMPILED_AT = datetime(2025, 1, 6, 1, tzinfo=UTC)
DECIDED_AT = datetime(2025, 1, 7, 1, tzinfo=UTC)
ISSUED_AT = datetime(2025, 1, 8, 1, tzinfo=UTC)
IN_FORCE_FROM = date(2025, 1, 10)


class CatalogueFactory(factory.django.DjangoModelFactory):
    """A county's catalogue; with `owner`, a township's."""

    class Meta:
        model = Catalogue
        django_get_or_create = ("county", "owner")

    county = factory.SubFactory(CountyFactory)
    owner = None


class VersionFactory(factory.django.DjangoModelFactory):
    """A draft. `issued=True`: in force since IN_FORCE_FROM."""

    class Meta:
        model = Version

    class Params:
        county = factory.SubFactory(CountyFactory)
        owner = None
        issued = factory.Trait(state=Version.State.ISSUED, in_force_from=IN_FORCE_FROM, issued_at=ISSUED_AT)

    catalogue = factory.SubFactory(
        CatalogueFactory, county=factory.SelfAttribute("..county"), owner=factory.SelfAttribute("..owner")
    )
    number = factory.Sequence(lambda n: n + 1)
    state = Version.State.DRAFT
    compiled_at = COMPILED_AT


class MatterFactory(factory.django.DjangoModelFactory):
    """A matter of a county, not made from any guideline."""

    class Meta:
        model = Matter

    county = factory.SubFactory(CountyFactory)
    number = factory.Sequence(lambda n: n + 1001)  # well above what a compile hands out
    field = factory.SubFactory(FieldFactory)
    item = None
    name = factory.Sequence("第{}号公开事项".format)
    name_en = factory.Sequence("Matter {}".format)
    created_at = COMPILED_AT


class RowFactory(factory.django.DjangoModelFactory):
    """A complete, adopted row of a draft. `issued=True` puts it into a version in force."""

    class Meta:
        model = Row
        skip_postgeneration_save = True

    class Params:
        issued = factory.Trait(
            version=factory.SubFactory(VersionFactory, issued=True, county=factory.SelfAttribute("..county"))
        )
        undecided = factory.Trait(decision=Decision.UNDECIDED, decided_at=None)

    county = factory.SubFactory(CountyFactory)
    version = factory.SubFactory(VersionFactory, county=factory.SelfAttribute("..county"))
    matter = factory.SubFactory(MatterFactory, county=factory.SelfAttribute("..county"))
    field = factory.SelfAttribute("matter.field")
    position = factory.Sequence(lambda n: (n + 1) * 100)
    decision = Decision.ADOPTED
    decided_at = DECIDED_AT
    l1 = "业务办理"
    l2 = factory.SelfAttribute("matter.name")
    l1_en = "Handling"
    l2_en = factory.SelfAttribute("matter.name_en")
    content = factory.LazyFunction(
        lambda: [{"text": "政策依据", "stage": "决策"}, {"text": "办理结果", "stage": "结果"}]
    )
    basis = factory.LazyFunction(lambda: [{"name": "政府信息公开条例", "no": None}])
    time_limit = TWENTY_DAYS
    time_rules = factory.LazyFunction(lambda: dict(TWENTY_DAYS_READ))
    subject = factory.LazyFunction(lambda: ["县级人民政府民政部门"])
    channels = factory.LazyFunction(lambda: ["政府网站"])
    audience = factory.LazyFunction(lambda: {"all": True, "groups": []})
    mode = factory.LazyFunction(lambda: ["主动"])
    levels = factory.LazyFunction(lambda: ["县级"])
    provenance = "name_seen"
    is_verified = True

    @classmethod
    def _adjust_kwargs(cls, **kwargs):
        """The county is the version's, whichever of the two was given."""
        kwargs["county"] = kwargs["version"].catalogue.county
        return kwargs

    @factory.post_generation
    def owners(self, create, extracted, **kwargs):
        for body in extracted or ():
            RowBody.objects.create(row=self, body=body, level=body.level)


class RowBodyFactory(factory.django.DjangoModelFactory):
    """A department that owes a row."""

    class Meta:
        model = RowBody

    row = factory.SubFactory(RowFactory)
    body = factory.SubFactory(BodyFactory, county=factory.SelfAttribute("..row.county"))
    level = Level.COUNTY


class SubjectRuleFactory(factory.django.DjangoModelFactory):
    """A line of a county's table of subjects."""

    class Meta:
        model = SubjectRule

    county = factory.SubFactory(CountyFactory)
    phrase = factory.Sequence("第{}主管部门".format)
    level = Level.COUNTY


class ListEntryFactory(factory.django.DjangoModelFactory):
    """A living power of a department."""

    class Meta:
        model = ListEntry

    county = factory.SubFactory(CountyFactory)
    kind = ListEntry.Kind.POWER
    code = factory.Sequence("XK-{:04d}".format)
    type = "行政许可"
    name = factory.Sequence("第{}项许可".format)
    normalised_name = factory.LazyAttribute(lambda entry: normalise(entry.name))
    body = factory.SubFactory(BodyFactory, county=factory.SelfAttribute("..county"))
    body_name = factory.SelfAttribute("body.name")


class MatterLinkFactory(factory.django.DjangoModelFactory):
    """A proposed link between a matter and a power."""

    class Meta:
        model = MatterLink

    matter = factory.SubFactory(MatterFactory)
    entry = factory.SubFactory(ListEntryFactory, county=factory.SelfAttribute("..matter.county"))
    how = MatterLink.How.PROPOSED


class FindingFactory(factory.django.DjangoModelFactory):
    """A finding that does not block."""

    class Meta:
        model = Finding

    version = factory.SubFactory(VersionFactory)
    code = "unreadable_limit"


class DecisionBatchFactory(factory.django.DjangoModelFactory):
    """One act of deciding."""

    class Meta:
        model = DecisionBatch

    version = factory.SubFactory(VersionFactory)
    action = "adopt_group"
    made_at = DECIDED_AT


class RevisionTaskFactory(factory.django.DjangoModelFactory):
    """A changed item as an open task."""

    class Meta:
        model = RevisionTask

    county = factory.SubFactory(CountyFactory)
    item = factory.SubFactory(ItemFactory)
    new_edition = factory.SubFactory(EditionFactory)
    change = RevisionTask.Change.ELEMENTS
    changed_elements = factory.LazyFunction(lambda: ["time_limit"])
    created_at = COMPILED_AT


class ListImportFactory(factory.django.DjangoModelFactory):
    """An uploaded list of powers that waits."""

    class Meta:
        model = ListImport

    county = factory.SubFactory(CountyFactory)
    kind = ListEntry.Kind.POWER
    file = "catalogues/lists/2025/waiting.csv"
    file_name = "权责清单.csv"
    sha256 = "0" * 64
    uploaded_at = COMPILED_AT
