from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET

from accounts.access import for_roles
from accounts.enums import ADMINISTRATORS, Role
from accounts.navigation import home
from cases.services.facts import drafts_of
from exemptions.queries import list_in_force
from oversight.help import FIRST_STEPS, WORDS
from oversight.list_use import heat_map
from oversight.start import start_page


@require_GET
def start(request):
    """The first page after sign-in. The three administrators have no cases: they go to their own work."""
    if request.user.role in ADMINISTRATORS:
        return redirect(home(request.user))
    on = timezone.localdate()
    page = start_page(request.user, view=request.GET.get("view", "mine"), on=on)
    page["today"] = on
    page["drafts"] = drafts_of(request.user)[:5]
    return render(request, "oversight/start.html", page)


@require_GET
def help_page(request):
    """Where this person begins, what the words mean, what to do when something does not go on."""
    steps = FIRST_STEPS[request.user.role]
    return render(request, "oversight/help.html", {"steps": steps, "words": WORDS})


@for_roles(Role.OFFICER, Role.HEAD, Role.REVIEWER, Role.LEADER, Role.SUPERVISOR)
@require_GET
def list_use(request):
    """What the sections claimed of the list in force, and how often decisions have used it."""
    on = timezone.localdate()
    version = list_in_force(on=on)
    heat = heat_map(version, on=on) if version else None
    return render(request, "oversight/list_use.html", {"version": version, "heat": heat, "today": on})
