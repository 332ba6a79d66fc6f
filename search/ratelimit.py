"""How often one visitor may ask. Nothing is kept but a counter that runs out by itself."""

from __future__ import annotations

import ipaddress
from functools import cache

from django.conf import settings
from django.http import HttpRequest
from limits import parse
from limits.storage import storage_from_string
from limits.strategies import SlidingWindowCounterRateLimiter


def allow(request: HttpRequest, *, scope: str, rate: str) -> bool:
    """Count this request; `False` when its sender has made more than `rate` ("240/minute").

    Each `scope` counts for itself.
    """
    return limiter(settings.RATELIMIT_STORAGE_URI).hit(parse(rate), scope, sender(request))


@cache
def limiter(storage_uri: str) -> SlidingWindowCounterRateLimiter:
    """The counters: of this process (`memory://`), or shared by several."""
    return SlidingWindowCounterRateLimiter(storage_from_string(storage_uri))


def sender(request: HttpRequest) -> str:
    """What stands for the person who asks: an IPv4 address, or the /64 an IPv6 household owns.

    Behind n proxies of ours (`TRUSTED_PROXIES`) it is the n-th entry of `X-Forwarded-For` from the
    right, which the outermost of them wrote; whatever stands further left anybody can invent.
    """
    address = request.META.get("REMOTE_ADDR", "")
    if settings.TRUSTED_PROXIES > 0:
        entries = request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")
        forwarded = [entry.strip() for entry in entries if entry.strip()]
        if len(forwarded) >= settings.TRUSTED_PROXIES:
            address = forwarded[-settings.TRUSTED_PROXIES]
    try:
        ip = ipaddress.ip_address(address)
    except ValueError:
        # A socket file has no address: everybody behind it counts as one.
        return "unknown"
    if isinstance(ip, ipaddress.IPv6Address):
        if ip.ipv4_mapped:
            return str(ip.ipv4_mapped)
        return str(ipaddress.ip_network((ip, 64), strict=False).network_address)
    return str(ip)
