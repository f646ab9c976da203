"""Divisions, counties, bodies and people that are valid as they come. No randomness, no clock.

county = CountyFactory()
body = BodyFactory(county=county)                       # a department
township = TownshipFactory(county=county)
officer = OfficerFactory(body=body, role=Role.PUBLISHER)  # a user who holds one post
"""

from __future__ import annotations

from datetime import UTC, date, datetime

import factory
from django.contrib.auth.hashers import make_password

from gongkai.organisations.models import (
    Body,
    BodyAlias,
    County,
    CountyHost,
    CountySetting,
    Division,
    Level,
    Post,
    User,
    WorkUnit,
)
from gongkai.organisations.rules.roles import Role

LONG_AGO = date(2020, 1, 1)
FOUNDED_AT = datetime(2020, 1, 1, 1, tzinfo=UTC)
NO_PASSWORD = make_password(None)  # tests sign in by force_login: hashing would cost a day


def _county_code(number: int) -> str:
    """Six digits however many came before: codes have a length, a run of tests has no end."""
    return f"{99 - number // 10_000}{number % 10_000:04d}"


class DivisionFactory(factory.django.DjangoModelFactory):
    """A county's division; its parents are left out unless a test needs them."""

    class Meta:
        model = Division
        django_get_or_create = ("code",)

    class Params:
        township = factory.Trait(
            code=factory.Sequence(lambda n: f"{_county_code(n)}100"),
            name=factory.Sequence("样板{}镇".format),
            level=Level.TOWNSHIP,
        )
        village = factory.Trait(
            code=factory.Sequence("9901{:08d}".format),
            name=factory.Sequence("样板{}村".format),
            level=Level.VILLAGE,
        )

    code = factory.Sequence(_county_code)
    name = factory.Sequence("样板{}县".format)
    level = Level.COUNTY
    parent = None


class CountyFactory(factory.django.DjangoModelFactory):
    """A county with its division and nothing else."""

    class Meta:
        model = County

    division = factory.SubFactory(DivisionFactory)
    code = factory.SelfAttribute("division.code")
    name = factory.SelfAttribute("division.name")
    name_en = "Sample County"
    created_at = FOUNDED_AT


class CountyHostFactory(factory.django.DjangoModelFactory):
    """The host name under which a county answers; the test client's own by default."""

    class Meta:
        model = CountyHost

    county = factory.SubFactory(CountyFactory)
    host = "testserver"


class CountySettingFactory(factory.django.DjangoModelFactory):
    """A setting in force since long ago."""

    class Meta:
        model = CountySetting

    county = factory.SubFactory(CountyFactory)
    key = "site_name"
    value = "样板县人民政府门户网站"
    valid_from = LONG_AGO
    set_at = FOUNDED_AT


class BodyFactory(factory.django.DjangoModelFactory):
    """A department of a county."""

    class Meta:
        model = Body

    county = factory.SubFactory(CountyFactory)
    division = factory.LazyAttribute(lambda body: body.county.division)
    number = factory.Sequence(lambda n: n + 1)
    kind = "civil-affairs"
    level = Level.COUNTY
    slug = factory.Sequence("body-{}".format)
    short_name = factory.Sequence("第{}局".format)
    name = factory.LazyAttribute(
        lambda body: f"{body.county.name}{body.short_name}" if body.county else body.short_name
    )
    name_en = factory.Sequence("Bureau {}".format)


class TownshipFactory(BodyFactory):
    """A township government in a division of its own."""

    division = factory.LazyAttribute(
        lambda body: DivisionFactory(
            township=True, parent=body.county.division, code=f"{body.county.code}{body.number % 1000:03d}"
        )
    )
    kind = "township-government"
    level = Level.TOWNSHIP
    short_name = factory.Sequence("第{}镇".format)
    name = factory.LazyAttribute(lambda body: f"{body.short_name}人民政府")


class VillageFactory(BodyFactory):
    """A village committee under a township."""

    parent = factory.SubFactory(TownshipFactory, county=factory.SelfAttribute("..county"))
    division = factory.LazyAttribute(
        lambda body: DivisionFactory(
            village=True, parent=body.parent.division, code=f"{body.parent.division.code}{body.number % 1000:03d}"
        )
    )
    kind = "village-committee"
    level = Level.VILLAGE
    short_name = factory.Sequence("第{}村".format)
    name = factory.LazyAttribute(lambda body: f"{body.short_name}村民委员会")


class BodyAliasFactory(factory.django.DjangoModelFactory):
    """Another name of a body."""

    class Meta:
        model = BodyAlias

    body = factory.SubFactory(BodyFactory)
    name = factory.LazyAttribute(lambda alias: f"县{alias.body.short_name}")


class UserFactory(factory.django.DjangoModelFactory):
    """A person without a post."""

    class Meta:
        model = User

    username = factory.Sequence("officer{}".format)
    display_name = factory.Sequence("职员{}".format)
    email = factory.LazyAttribute(lambda user: f"{user.username}@example.org")
    password = NO_PASSWORD
    date_joined = FOUNDED_AT


class PostFactory(factory.django.DjangoModelFactory):
    """A post held since long ago."""

    class Meta:
        model = Post

    user = factory.SubFactory(UserFactory)
    body = factory.SubFactory(BodyFactory)
    role = Role.PUBLISHER
    starts_on = LONG_AGO


class OfficerFactory(UserFactory):
    """A user who holds one post: OfficerFactory(body=body, role=Role.APPROVER)."""

    class Meta:
        exclude = ("body", "role")
        skip_postgeneration_save = True

    body = factory.SubFactory(BodyFactory)
    role = Role.PUBLISHER
    post = factory.RelatedFactory(
        PostFactory,
        factory_related_name="user",
        body=factory.SelfAttribute("..body"),
        role=factory.SelfAttribute("..role"),
    )


class WorkUnitFactory(factory.django.DjangoModelFactory):
    """A body's work unit with officer and deputy."""

    class Meta:
        model = WorkUnit

    body = factory.SubFactory(BodyFactory)
    name = factory.LazyAttribute(lambda unit: f"{unit.body.short_name}办公室")
    officer = factory.SubFactory(OfficerFactory, body=factory.SelfAttribute("..body"))
    deputy = factory.SubFactory(OfficerFactory, body=factory.SelfAttribute("..body"))
