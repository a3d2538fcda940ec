"""A code to scan leads to a web address or is not printed."""

import pytest

from dashboard.services.papers.places import page_address, site
from dashboard.settings import settings


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("https://binjiang.example/", "https://binjiang.example"),
        (" http://10.0.0.5:8501/lianxi ", "http://10.0.0.5:8501/lianxi"),
        ("javascript:alert(1)//", ""),
        ("data:text/html,x", ""),
        ("ftp://binjiang.example", ""),
        ("https://binjiang.example@evil.example", ""),
        ("https://binjiang.example\nx", ""),
        ("", ""),
    ],
)
def test_only_a_web_address_is_printed(monkeypatch: pytest.MonkeyPatch, address: str, expected: str):
    monkeypatch.setattr(settings(), "public_url", address)
    assert site() == expected
    assert page_address("/notices") == (f"{expected}/notices" if expected else "")
