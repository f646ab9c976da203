"""What do the pages of signing in and of one's own account show?"""

from __future__ import annotations

import pytest

from tests.factories.organisations import (
    OfficerFactory,
)
from tests.organisations.desk_pages import text

pytestmark = pytest.mark.django_db


class TestSigningIn:
    def test_the_page_asks_for_name_and_password_and_offers_no_sign_up(self, client):
        page = client.get("/accounts/login/")

        assert page.status_code == 200
        assert "账户由县里的系统管理员开立" in text(page)
        assert "/accounts/signup/" not in text(page)

    def test_registration_is_closed(self, client):
        assert "不开放注册" in text(client.get("/accounts/signup/"))

    def test_a_used_link_says_so(self, client):
        page = client.get("/accounts/password/reset/key/1-used/", follow=True)

        assert "链接已经失效" in text(page)

    def test_after_five_wrong_passwords_the_account_rests(self, client):
        person = OfficerFactory(username="linxia")
        person.set_password("right-2026")
        person.save()

        for _ in range(6):
            page = client.post("/accounts/login/", {"login": "linxia", "password": "wrong"})

        assert page.status_code == 429
        assert "登录已暂停" in text(page)

    @pytest.mark.parametrize(
        "path", ["/accounts/logout/", "/accounts/password/change/", "/accounts/password/reset/", "/accounts/2fa/"]
    )
    def test_the_account_pages_wear_our_clothes(self, client, administrator, path):
        page = client.get(path, follow=True)

        assert page.status_code == 200
        assert "gongkai/tokens" in text(page)
