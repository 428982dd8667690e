from django.conf import settings

import rules
from accounts import navigation
from accounts.models import Bureau


def bureau(request) -> dict[str, object]:
    """What every page's header and footer say of the organ, and where the person may go."""
    signed_in = getattr(request, "user", None) is not None and request.user.is_authenticated
    organ = Bureau.objects.first()
    return {
        "bureau": organ,
        "demo": bool(settings.FLEX_DEMO and organ and organ.is_demo),
        "product_version": settings.VERSION,
        "rules_version": rules.ENGINE_VERSION,
        "nav": navigation.entries(request) if signed_in else [],
        "search_url": navigation.search(request.user) if signed_in else "",
        "help_url": navigation.url_if_there("help"),
    }
