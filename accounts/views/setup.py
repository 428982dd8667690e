"""The set-up wizard of an empty installation: organ, sections, people, list. Open only while there is no bureau."""

from functools import wraps

from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import redirect, render
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods

from accounts import kept, navigation, setup
from accounts.access import for_roles
from accounts.enums import Role
from accounts.forms import carry_out
from accounts.models import Bureau
from accounts.setup_forms import AdministratorForm, FirstBureauForm, PeopleFormSet, SectionFormSet

STEPS = ("本局", "科室", "人员", "清单")
BUREAU_KEY, SECTIONS_KEY = "set_up_bureau", "set_up_sections"
LIST_ROUTE = (
    {"who": "法制审核", "what": "起草清单，逐项写明依据和条件"},
    {"who": "科室负责人", "what": "认领本科室的项"},
    {"who": "领导小组组长", "what": "公布，写明生效日期"},
)
BACKEND = "django.contrib.auth.backends.ModelBackend"


def only_while_empty(view):
    @wraps(view)
    def guarded(request):
        return redirect("accounts:sign_in") if Bureau.objects.exists() else view(request)

    return login_not_required(guarded)


def _steps(now: int) -> list[dict[str, str]]:
    state = ["done"] * now + ["now"] + ["todo"] * (len(STEPS) - now - 1)
    return [{"name": name, "state": how} for name, how in zip(STEPS, state, strict=True)]


@require_http_methods(["GET", "POST"])
@only_while_empty
def organ(request):
    form = FirstBureauForm(request.POST or None, initial=request.session.get(BUREAU_KEY))
    if request.method == "POST" and form.is_valid():
        request.session[BUREAU_KEY] = form.cleaned_data
        return redirect("accounts:set_up_sections")
    return render(request, "accounts/set_up_bureau.html", {"form": form, "steps": _steps(0)})


@require_http_methods(["GET", "POST"])
@only_while_empty
def sections(request):
    if BUREAU_KEY not in request.session:
        return redirect("accounts:set_up")
    known = request.session.get(SECTIONS_KEY) or setup.usual_sections()
    # A sent row counts as it stands; one equal to what was offered must not pass for empty.
    rows = (
        SectionFormSet(request.POST, prefix="sections")
        if request.POST
        else SectionFormSet(prefix="sections", initial=known)
    )
    if request.method == "POST" and rows.is_valid():
        request.session[SECTIONS_KEY] = rows.rows()
        return redirect("accounts:set_up_people")
    errors = rows.row_errors() if rows.is_bound else []
    return render(request, "accounts/set_up_sections.html", {"rows": rows, "errors": errors, "steps": _steps(1)})


@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
@only_while_empty
def people(request):
    if SECTIONS_KEY not in request.session:
        return redirect("accounts:set_up_sections")
    names = [row["name"] for row in request.session[SECTIONS_KEY]]
    form = AdministratorForm(request.POST or None)
    rows = PeopleFormSet(request.POST or None, prefix="people", form_kwargs={"sections": names})
    if request.method == "POST" and _complete(form, rows) and (admin := _found(request, form, rows)):
        login(request, admin, backend=BACKEND)
        response = redirect("accounts:set_up_list")
        kept.remember(response, admin)
        return response
    errors = rows.row_errors() if rows.is_bound else []
    return render(
        request, "accounts/set_up_people.html", {"form": form, "rows": rows, "errors": errors, "steps": _steps(2)}
    )


def _complete(form: AdministratorForm, rows) -> bool:
    if not (form.is_valid() & rows.is_valid()):
        return False
    if rows.rows() and not form.cleaned_data["first_password"]:
        form.add_error("first_password", "登记了其他人员，请填写他们的初始密码。")
    for row in rows.forms:
        if row.cleaned_data.get("username") == form.cleaned_data["username"]:
            row.add_error("username", "和系统管理员的用户名相同。请另取一个。")
    return form.is_valid() and not any(row.errors for row in rows.forms)


def _found(request, form: AdministratorForm, rows):
    """The administrator, or None with the reason in the form."""
    admin = {name: form.cleaned_data[name] for name in ("name", "username", "password")}
    return carry_out(
        form,
        setup.found_bureau,
        bureau=request.session[BUREAU_KEY],
        administrator=admin,
        sections=request.session[SECTIONS_KEY],
        people=rows.rows(),
        password=form.cleaned_data["first_password"],
    )


@require_GET
@for_roles(Role.ADMINISTRATOR)
def choose_list(request):
    """The last step: what the bureau starts with and who goes on."""
    request.session.pop(BUREAU_KEY, None)
    request.session.pop(SECTIONS_KEY, None)
    return render(
        request,
        "accounts/set_up_list.html",
        {"steps": _steps(3), "route": LIST_ROUTE, "list_url": navigation.url_if_there("exemptions:list")},
    )
