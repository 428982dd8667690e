"""Whose tries are counted together: the asker's own address, also behind proxies of the bureau's own."""

from ipaddress import IPv6Address, ip_address, ip_network

from django.conf import settings
from django.http import HttpRequest

HOUSE = 64


def asker(request: HttpRequest) -> str:
    """The address that the outermost trusted proxy saw; what was written before it, anybody may have made up.

    `TRUSTED_PROXIES` says how many proxies of the bureau stand in front. With none, or with fewer entries than proxies,
    it is the address the connection came from. Of IPv6 the network counts: one subscriber has billions of addresses.
    """
    direct = request.META.get("REMOTE_ADDR", "")
    proxies = settings.TRUSTED_PROXIES
    said = [part.strip() for part in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")] if proxies else []
    return _counted(said[-proxies] if proxies and len(said) >= proxies else direct) or _counted(direct) or direct


def _counted(text: str) -> str:
    try:
        found = ip_address(text)
    except ValueError:
        return ""
    if isinstance(found, IPv6Address):
        if found.ipv4_mapped:
            return str(found.ipv4_mapped)
        return str(ip_network((found, HOUSE), strict=False))
    return str(found)
