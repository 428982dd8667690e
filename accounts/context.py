from django.conf import settings

from accounts.models import Bureau


def bureau(request) -> dict[str, object]:
    """What every page's header and footer say of the organ."""
    return {
        "bureau": Bureau.objects.first(),
        "demo": settings.FLEX_DEMO,
        "product_version": settings.VERSION,
    }
