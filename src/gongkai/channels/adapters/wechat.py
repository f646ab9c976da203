"""The WeChat official account: a draft is put into its draft box. Publishing it is a person's act, confirmed by hand.

Sources
    The platform's own documents, developers.weixin.qq.com: stable_token, material/add_material, draft/add, draft/get,
    draft/batchget, draft/delete. The cover must be permanent material (永久素材); text under 20,000 characters;
    pictures from elsewhere are filtered out, so a draft says that they are in the original.
"""

from __future__ import annotations

import io
import json
import re
from typing import Any, Final
from urllib.parse import urlencode

from django.conf import settings
from django.utils.html import escape
from django.utils.translation import gettext as _
from PIL import Image

from gongkai.channels.adapters import Left, NeedsAPerson, NotDelivered, Parcel, Placed, Way, register
from gongkai.channels.rules import digests
from gongkai.channels.rules.kinds import Kind
from gongkai.kernel import web

LONGEST_TITLE: Final = 64
LONGEST_DIGEST: Final = 120
LONGEST_CONTENT: Final = 19_000
PAGE: Final = 20  # of draft/batchget
PAGES_SEARCHED: Final = 5
GONE: Final = 40007  # invalid media_id: somebody deleted or published it
_COVER_SIZE = (900, 383)
_BOUNDARY = "gongkai-cover"
_PICTURES = re.compile(r"<img\b[^>]*>", re.IGNORECASE)


class WeChat:
    """Drafts of one account."""

    def place(self, parcel: Parcel, way: Way) -> Placed:
        account = _Account(way)
        learned: dict[str, str] = {}
        known = account.find(_source(parcel.url, parcel.delivery)) if parcel.is_repeated else ""
        if not known:
            cover = way.options.get("cover", "")
            if not cover:
                cover = account.upload_cover()
                learned["cover"] = cover
            known = account.add(_article(parcel, way, cover=cover))
        # A draft that only leads to the original says less on purpose: that is no difference.
        text = "" if len(_without_pictures(parcel)) > LONGEST_CONTENT else digests.text_of_html(account.content(known))
        return Placed(is_draft=True, proof=known, text=text, learned=learned)

    def take_back(self, left: Left, way: Way) -> str:
        if not left.is_draft:
            raise NeedsAPerson
        account = _Account(way)
        media_id = left.proof or account.find(_source(left.url, left.delivery))
        if media_id and not account.delete(media_id):
            raise NeedsAPerson  # not in the draft box any more: published by hand, perhaps
        return media_id or "never"

    def read(self, left: Left, way: Way) -> str | None:
        if not left.is_draft or not left.proof:
            return None
        return digests.text_of_html(_Account(way).content(left.proof))


class _Account:
    """The calls, with a token that the platform itself keeps stable: asked for when needed, stored nowhere."""

    def __init__(self, way: Way) -> None:
        self._base = settings.WECHAT_API
        asked = {"grant_type": "client_credential", "appid": way.options["app_id"], "secret": way.secret}
        self._token = self._call("cgi-bin/stable_token", asked, token="")["access_token"]

    def upload_cover(self) -> str:
        """Permanent material: drafts refuse any other cover."""
        query = urlencode({"access_token": self._token, "type": "image"})
        head = f'--{_BOUNDARY}\r\nContent-Disposition: form-data; name="media"; filename="cover.png"\r\n'
        body = f"{head}Content-Type: image/png\r\n\r\n".encode() + _cover() + f"\r\n--{_BOUNDARY}--\r\n".encode()
        headers = {"Content-Type": f"multipart/form-data; boundary={_BOUNDARY}"}
        return str(self._post(f"cgi-bin/material/add_material?{query}", body, headers)["media_id"])

    def add(self, article: dict[str, Any]) -> str:
        return str(self._call("cgi-bin/draft/add", {"articles": [article]})["media_id"])

    def content(self, media_id: str) -> str:
        items = self._call("cgi-bin/draft/get", {"media_id": media_id})["news_item"]
        return str(items[0]["content"])

    def find(self, url: str) -> str:
        """The draft that leads to this address: left behind by a worker that was killed before it could tell."""
        for page in range(PAGES_SEARCHED):
            told = self._call("cgi-bin/draft/batchget", {"offset": page * PAGE, "count": PAGE, "no_content": 1})
            for item in told.get("item", ()):
                articles = item.get("content", {}).get("news_item", ())
                if any(article.get("content_source_url") == url for article in articles):
                    return str(item["media_id"])
            if len(told.get("item", ())) < PAGE:
                break
        return ""

    def delete(self, media_id: str) -> bool:
        """Whether it was there to be deleted."""
        try:
            self._call("cgi-bin/draft/delete", {"media_id": media_id})
        except _Refused as refused:
            if refused.code == GONE:
                return False
            raise
        return True

    def _call(self, path: str, said: dict[str, Any], *, token: str | None = None) -> dict[str, Any]:
        token = self._token if token is None else token
        query = f"?{urlencode({'access_token': token})}" if token else ""
        # Their server shows \\uXXXX as it stands: the text must go out as it is written.
        body = json.dumps(said, ensure_ascii=False).encode()
        return self._post(path + query, body, {"Content-Type": "application/json"})

    def _post(self, path: str, body: bytes, headers: dict[str, str]) -> dict[str, Any]:
        try:
            answer = web.post(f"{self._base}/{path}", content=body, headers=headers, https_only=True)
            told: dict[str, Any] = json.loads(answer.content)
        except web.NotFetched as error:
            raise NotDelivered(str(error.why)) from error
        except ValueError as error:
            raise NotDelivered("no JSON") from error
        if told.get("errcode"):
            raise _Refused(int(told["errcode"]), str(told.get("errmsg", ""))[:100])
        return told


class _Refused(NotDelivered):
    """What the platform's own error code says."""

    def __init__(self, code: int, message: str) -> None:
        super().__init__(f"errcode {code} {message}")
        self.code = code


def _article(parcel: Parcel, way: Way, *, cover: str) -> dict[str, Any]:
    return {
        "article_type": "news",
        "title": parcel.title[:LONGEST_TITLE],
        "author": way.options.get("author", "")[:16],
        "digest": parcel.summary[:LONGEST_DIGEST],
        "content": _content(parcel),
        "content_source_url": _source(parcel.url, parcel.delivery),
        "thumb_media_id": cover,
        "need_open_comment": 0,
        "only_fans_can_comment": 0,
    }


def _source(url: str, delivery: str) -> str:
    """The original's address, with a mark by which the draft of just this delivery is found again."""
    return f"{url}#{delivery}"


def _content(parcel: Parcel) -> str:
    """The text with its markup; what is too long or shows pictures says where all of it is."""
    html = _without_pictures(parcel)
    note = f"<p>{_('图片和附件请点“阅读原文”。')}</p>" if html != parcel.html else ""
    if len(html) > LONGEST_CONTENT:
        return f"<p>{escape(parcel.summary[:500])}</p><p>{_('全文较长，请点“阅读原文”。')}</p>"
    return html + note


def _without_pictures(parcel: Parcel) -> str:
    return _PICTURES.sub("", parcel.html)


def _cover() -> bytes:
    """A plain cover in the size that the platform recommends; an account may set one of its own."""
    out = io.BytesIO()
    Image.new("RGB", _COVER_SIZE, (180, 30, 35)).save(out, "PNG", optimize=True)
    return out.getvalue()


register(Kind.WECHAT, adapter=WeChat())
