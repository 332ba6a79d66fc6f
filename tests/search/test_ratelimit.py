"""The limit counts people, not proxies, and believes only our own proxies."""

import pytest
from django.test import RequestFactory

from search import ratelimit


@pytest.fixture(autouse=True)
def fresh_counters():
    ratelimit.limiter.cache_clear()
    yield
    ratelimit.limiter.cache_clear()


def ask(address: str = "192.0.2.1", forwarded: str | None = None):
    headers = {} if forwarded is None else {"X-Forwarded-For": forwarded}
    return RequestFactory().get("/laeden/", REMOTE_ADDR=address, headers=headers)


def test_refuses_beyond_the_rate_and_counts_each_sender_alone() -> None:
    answers = [ratelimit.allow(ask(), scope="search", rate="3/minute") for _ in range(5)]

    assert answers == [True, True, True, False, False]
    assert ratelimit.allow(ask("192.0.2.2"), scope="search", rate="3/minute")


def test_scopes_count_alone() -> None:
    assert ratelimit.allow(ask(), scope="search", rate="1/minute")
    assert not ratelimit.allow(ask(), scope="search", rate="1/minute")
    assert ratelimit.allow(ask(), scope="suggest", rate="1/minute")


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2:aaaa::1", "2001:db8:1:2::"),
        ("2001:db8:1:2:bbbb::2", "2001:db8:1:2::"),
        ("2001:db8:1:3::1", "2001:db8:1:3::"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("", "unknown"),
    ],
)
def test_an_ipv6_household_counts_as_one(address: str, expected: str) -> None:
    assert ratelimit.sender(ask(address)) == expected


@pytest.mark.parametrize(
    ("proxies", "forwarded", "expected"),
    [
        (0, "203.0.113.9", "192.0.2.1"),
        (1, "203.0.113.9", "203.0.113.9"),
        (1, "1.2.3.4, 203.0.113.9", "203.0.113.9"),
        (2, "1.2.3.4, 203.0.113.9, 10.0.0.1", "203.0.113.9"),
        # Fewer entries than proxies: nobody of ours wrote them.
        (2, "203.0.113.9", "192.0.2.1"),
        (1, "nonsense", "unknown"),
        (1, None, "192.0.2.1"),
    ],
)
def test_only_what_our_proxies_wrote_is_believed(settings, proxies, forwarded, expected) -> None:
    settings.TRUSTED_PROXIES = proxies

    assert ratelimit.sender(ask(forwarded=forwarded)) == expected
