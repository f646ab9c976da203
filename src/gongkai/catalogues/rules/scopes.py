"""Which powers and services must stand in which field of the catalogue, and which rows rest on one?

A gap is only measured inside this scope: a power of a kind that no adopted field takes up is no gap, and a row of
policies rests on no power.

Sources
    国办发〔2019〕54号 §四: 结合本级政府权责清单和公共服务事项清单.
    catalogues.md §7.1: the ten classes of powers; 公共服务 is a separate list.
"""

from __future__ import annotations

from dataclasses import dataclass

POWER, SERVICE = "power", "service"

PERMIT, PENALTY, COERCION, LEVY, PAYMENT = "行政许可", "行政处罚", "行政强制", "行政征收", "行政给付"
CHECK, CONFIRMATION, AWARD, RULING, OTHER = "行政检查", "行政确认", "行政奖励", "行政裁决", "其他行政权力"
TYPES = (PERMIT, PENALTY, COERCION, LEVY, PAYMENT, CHECK, CONFIRMATION, AWARD, RULING, OTHER)


@dataclass(frozen=True, slots=True)
class Scope:
    """Entries of these types, held by bodies of these kinds, belong to these first-level groups of a field."""

    field: int
    kind: str
    body_kinds: tuple[str, ...]
    types: tuple[str, ...] = ()  # empty: every type of the list
    groups: tuple[str, ...] = ()  # how the group's name starts; empty: every group

    def takes(self, *, kind: str, type: str, body_kind: str) -> bool:
        return kind == self.kind and body_kind in self.body_kinds and (not self.types or type in self.types)

    def covers(self, *, field: int, group: str) -> bool:
        return field == self.field and (not self.groups or group.startswith(self.groups))


_HR = ("human-resources",)
_HEALTH = ("health",)
_CULTURE = ("culture-tourism",)
_JUSTICE = ("justice",)
_CITY = ("urban-management", "housing")
_LAND = ("natural-resources",)
_BUILDERS = ("development-reform", "natural-resources", "ecology", "housing", "water", "administrative-approval")

SCOPES: tuple[Scope, ...] = (
    Scope(1, POWER, _LAND, (PERMIT,), ("规划许可",)),
    Scope(2, POWER, _BUILDERS, (PERMIT, OTHER), ("批准结果信息",)),
    Scope(11, POWER, ("ecology",), (PERMIT,), ("行政许可",)),
    Scope(12, POWER, _CULTURE, (PERMIT, PENALTY, COERCION), (PERMIT, PENALTY, COERCION)),
    Scope(12, SERVICE, _CULTURE, (), ("公共服务",)),
    Scope(
        13,
        POWER,
        _JUSTICE,
        (PERMIT, PENALTY, PAYMENT, AWARD),
        ("律师", "法律援助", "公证", PERMIT, "基层法律服务", PENALTY, PAYMENT, "人民调解"),
    ),
    Scope(13, SERVICE, _JUSTICE, (), ("法律援助",)),
    Scope(16, POWER, ("market",), (PENALTY, CHECK), (PENALTY, "监督检查")),
    Scope(17, POWER, ("urban-management",), (PENALTY,)),
    Scope(18, SERVICE, _HR),
    Scope(19, SERVICE, _HR),
    Scope(21, POWER, ("civil-affairs",), (PAYMENT, OTHER), ("养老服务业务办理",)),
    Scope(22, POWER, ("public-security",), (CONFIRMATION,)),
    Scope(22, SERVICE, ("public-security",)),
    Scope(23, POWER, ("agriculture",), (PAYMENT,)),
    Scope(25, POWER, _HEALTH, (PERMIT, PENALTY, COERCION, CHECK, CONFIRMATION), ("行政",)),
    Scope(25, SERVICE, _HEALTH, (), ("公共卫生服务",)),
    Scope(
        26,
        POWER,
        _CITY,
        (PERMIT,),
        ("城镇燃气管理", "市政设施建设类审批", "城市供水、城镇排水与污水处理", "市容环境卫生管理"),
    ),
)


def scopes_of_entry(*, kind: str, type: str, body_kind: str) -> tuple[Scope, ...]:
    """The scopes that an entry of a list falls under; none: it is no gap."""
    return tuple(s for s in SCOPES if s.takes(kind=kind, type=type, body_kind=body_kind))


def scopes_of_row(*, field: int, group: str) -> tuple[Scope, ...]:
    """The scopes in which a row rests on a power or a service; none: it needs none."""
    return tuple(s for s in SCOPES if s.covers(field=field, group=group))
