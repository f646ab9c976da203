"""Do an amount in words and the same amount in figures agree?

Only amounts that stand beside each other, one of them in brackets or behind a stroke, are compared.

Sources
    website_standards.md §6.6: 金额大小写. 正确填写票据和结算凭证的基本规定 (中国人民银行): the characters of amounts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from gongkai.publishing.rules.references.slips import Kind, Slip
from gongkai.publishing.rules.sensitive.folding import fold

_DIGITS = {
    character: value
    for value, characters in enumerate(["零〇", "壹", "贰", "叁", "肆", "伍", "陆", "柒", "捌", "玖"])
    for character in characters
}
_TENS = {"拾": 10, "佰": 100, "仟": 1000}
_SMALL = {"角": Decimal("0.1"), "分": Decimal("0.01")}
_WORDS = r"(?P<words>[零〇壹贰叁肆伍陆柒捌玖拾佰仟万亿]{2,20}[元圆](?:[零〇壹贰叁肆伍陆柒捌玖角分]{1,6})?)[整正]?"
_FIGURES = r"(?:人民币)?[¥￥]?(?P<figures>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)(?P<unit>万元|亿元|元)?"
_PAIRS = (
    re.compile(_WORDS + r"(?:[（(](?:小写|即|人民币)?[:：]?|/)" + _FIGURES + r"(?![\d,]|\.\d)"),
    re.compile(r"(?<![\d,.])" + _FIGURES + r"(?:整)?(?:[（(](?:大写)?[:：]?(?:人民币)?|/)(?:人民币)?" + _WORDS),
)
_CAPITALS = re.compile("[壹贰叁肆伍陆柒捌玖拾][零〇壹贰叁肆伍陆柒捌玖拾佰仟万亿]{1,19}[元圆]")
_REACH = 40  # characters on each side
_UNITS = {"万元": Decimal(10**4), "亿元": Decimal(10**8)}


def amounts(text: str) -> Iterator[Slip]:
    """Amounts whose words and figures differ."""
    for capitals in _CAPITALS.finditer(text):
        first = max(0, capitals.start() - _REACH)
        beside = fold(text[first : capitals.end() + _REACH])
        for pair in _PAIRS:
            for found in pair.finditer(beside):
                is_this = found.start("words") <= capitals.start() - first < found.end("words")
                if is_this and value_of(found["words"]) != _figures(found):
                    yield Slip(first + found.start(), first + found.end(), Kind.AMOUNT, found[0])


def value_of(words: str) -> Decimal:
    """The amount that capital numerals tell."""
    whole, _sign, small = words.replace("圆", "元").partition("元")
    total = section = digit = 0
    for character in whole:
        if character in _DIGITS:
            digit = _DIGITS[character]
        elif character in _TENS:
            section, digit = section + (digit or 1) * _TENS[character], 0
        elif character == "万":
            total, section, digit = total + (section + digit) * 10**4, 0, 0
        else:  # 亿
            total, section, digit = (total + section + digit) * 10**8, 0, 0
    return Decimal(total + section + digit) + _fraction(small)


def _fraction(text: str) -> Decimal:
    value, digit = Decimal(0), 0
    for character in text:
        if character in _SMALL:
            value, digit = value + digit * _SMALL[character], 0
        else:
            digit = _DIGITS.get(character, 0)
    return value


def _figures(found: re.Match[str]) -> Decimal:
    return Decimal(found["figures"].replace(",", "")) * _UNITS.get(found["unit"] or "", Decimal(1))
