"""Mail through SMTP to fixed addresses: a media centre, a library's desk. What has arrived cannot be taken back."""

from __future__ import annotations

import re
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import EmailMessage
from django.utils.translation import gettext as _

from gongkai.channels.adapters import Left, NeedsAPerson, NotDelivered, Parcel, Placed, Way, register
from gongkai.channels.rules.kinds import Kind

_PARTED = re.compile(r"[,，;；、\s]+")


def message_id(delivery: str) -> str:
    """The same for each attempt at a delivery: a mail that went out before its worker was killed is not shown twice."""
    domain = settings.DEFAULT_FROM_EMAIL.rpartition("@")[2].strip(" >") or "localhost"
    return f"<{delivery}.delivery@{domain}>"


def post(message: EmailMessage) -> None:
    """Hand a mail to the server, or say in words without any address why not."""
    try:
        message.send()
    except (SMTPException, OSError) as error:
        refused = {code for code, _said in getattr(error, "recipients", {}).values()}
        code = getattr(error, "smtp_code", "") or next(iter(refused), "")
        # Not `from error`: what a mail server refuses names the address, and logs must not.
        raise NotDelivered(f"SMTP {code or type(error).__name__}") from None


def addresses_in(to: str) -> list[str]:
    """The addresses of a channel, as people part them."""
    return [one for one in _PARTED.split(to) if one]


class Mail:
    """One mail to all the channel's addresses."""

    def place(self, parcel: Parcel, way: Way) -> Placed:
        to = addresses_in(way.options["to"])
        if not to:  # Django sends such a mail to nobody, and says that all is well
            raise NotDelivered("no address")
        proof = message_id(parcel.delivery)
        text = "\n\n".join(part for part in (parcel.text, _("原文：%(url)s") % {"url": parcel.url}) if part)
        post(
            EmailMessage(
                " ".join(parcel.title.split()),
                text,
                to=to,
                headers={"Message-ID": proof},
            )
        )
        return Placed(proof=proof)

    def take_back(self, left: Left, way: Way) -> str:
        raise NeedsAPerson

    def read(self, left: Left, way: Way) -> str | None:
        return None


register(Kind.MAIL, adapter=Mail())
