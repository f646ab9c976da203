"""Is this the bank account of a person? Accounts of offices and firms are public.

Sources
    ISO/IEC 7812-1: card numbers of 13 to 19 digits, last one by the Luhn formula; issuers of the country begin with 62.
    个人信息保护法 Art. 28: financial accounts are sensitive.
"""

from __future__ import annotations

import re

from gongkai.publishing.rules.sensitive import labels
from gongkai.publishing.rules.sensitive.folding import line_after, line_before
from gongkai.publishing.rules.sensitive.runs import Span

LENGTHS = range(16, 20)
ACCOUNT_LENGTHS = range(13, 24)
ISSUERS = re.compile(
    r"62[0-9]{14,17}|9558[0-9]{12,15}|(?:4367|4563|4581|4392|4895|5187|5218|5222|5309|5453|5491|5520)[0-9]{12}"
)
_ORGANISATION = (
    "(?:局|公司|中心|委员会|政府|专户|协会|总会|医院|学校|[小中]学|幼儿园|合作社|集团"
    "|支队|大队|办公室|事务所|站|厂|院|所|会)"
)
_HOLDER = "(?:户名|户名称|[账帐]户名称?|收款单位|收款人|单位名称|开户名称|开户单位|户头)"
OF_ORGANISATION = re.compile(
    rf"{_HOLDER}[：:\s]{{0,2}}[^，,。；;\n]{{0,24}}{_ORGANISATION}"
    r"|税号|纳税人|信用代码|开户行及账号|对公|专户|保证金|基本[账帐]?户|缴款|非税"
)
_DOUBLED = (0, 2, 4, 6, 8, 1, 3, 5, 7, 9)


def passes_luhn(digits: str) -> bool:
    """Whether the last digit is the one that the others ask for."""
    odd = sum(map(int, digits[-1::-2]))
    return (odd + sum(_DOUBLED[int(digit)] for digit in digits[-2::-2])) % 10 == 0


def is_card(digits: str) -> bool:
    """Whether an issuer gives out such numbers and the check digit is right."""
    return ISSUERS.fullmatch(digits) is not None and passes_luhn(digits)


def is_card_in(text: str, span: Span) -> bool:
    """Whether a span of digits is a card by itself, and nothing before it calls it the number of something else."""
    return is_card(span.digits) and not labels.NUMBERED.search(labels.before(text, span.start))


def is_labelled(text: str, span: Span) -> bool:
    """Whether what stands before calls it an account, and nothing around gives it to an organisation."""
    is_account = span.digits.isdigit() and labels.ACCOUNT.search(labels.before(text, span.start)) is not None
    return is_account and not _is_of_organisation(text, span)


def _is_of_organisation(text: str, span: Span) -> bool:
    around = line_before(text, span.start, 60) + "，" + line_after(text, span.end, 40)
    return OF_ORGANISATION.search(around) is not None
