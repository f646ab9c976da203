"""What does the page of a county's settings show, and what does it refuse?"""

from __future__ import annotations

import pytest

from tests.organisations.desk_pages import address, text

pytestmark = pytest.mark.django_db


class TestSettings:
    def test_every_setting_shows_its_default_its_source_and_whether_it_is_sure(self, client, administrator):
        page = text(client.get(address("settings")))

        assert "政府信息公开条例第二十六条" in page
        assert "未确认" in page
        assert "{code}/{year}-{serial:05d}" in page

    def test_a_value_is_set_and_its_history_kept(self, client, home):
        key = "duties.standing_review_months"

        client.post(address("set_value", key), {"value": "6", "valid_from": "2026-01-01"})

        assert home.county.settings.get().value == 6
        assert "6" in text(client.get(address("set_value", key)))
        assert "本县设定" in text(client.get(address("settings")))

    @pytest.mark.parametrize(
        ("key", "value", "reason"),
        [
            ("channels.digest_hour", "23", "6 到 20"),
            ("channels.digest_hour", "soon", "整数"),
            ("site.domain", "http://x/", "只填域名"),
        ],
    )
    def test_a_value_that_is_not_allowed_is_explained(self, client, home, key, value, reason):
        page = client.post(address("set_value", key), {"value": value, "valid_from": "2026-01-01"})

        assert page.status_code == 422
        assert reason in text(page)
        assert not home.county.settings.exists()

    def test_several_values_stand_on_lines_of_their_own(self, client, home):
        client.post(
            address("set_value", "catalogues.channels"), {"value": "政府网站\n公开栏", "valid_from": "2026-01-01"}
        )

        page = text(client.get(address("set_value", "catalogues.channels")))

        assert home.county.settings.get().value == ["政府网站", "公开栏"]
        assert "政府网站\n公开栏" in page

    def test_an_unknown_setting_is_not_found(self, client, administrator):
        assert client.get(address("set_value", "no.such")).status_code == 404
