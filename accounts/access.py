"""Which roles a page is for."""

from collections.abc import Callable
from functools import wraps

from django.core.exceptions import PermissionDenied

from accounts.enums import Role


def for_roles(*roles: Role) -> Callable:
    """Only these roles open the page; others learn whom to ask. Rows are still looked up by `visible_to`."""

    def decorate(view):
        @wraps(view)
        def guarded(request, *args, **kwargs):
            if request.user.role not in roles:
                names = "、".join(role.label for role in roles)
                raise PermissionDenied(f"这一页由{names}使用。您的角色是{request.user.get_role_display()}。")
            return view(request, *args, **kwargs)

        return guarded

    return decorate
