"""Pages for everybody, and the party's own page by its code; nobody signs in. All that the public door serves."""

from django.urls import path

from disclosure.views import decisions, door, party, public, typical, verification, voices, yearly

PARTY = "my/<str:code>/"

urlpatterns = [
    path("verify/", verification.ask, name="verify_ask"),
    path("verify/<str:code>/", verification.verify, name="verify"),
    path("open/", public.home, name="public"),
    path("open/list/", public.exemption_list, name="public_list"),
    path("open/list/<str:code>/", public.exemption_list, name="public_version"),
    path("open/offences/", public.offences, name="public_offences"),
    path("open/decisions/", decisions.decisions, name="public_decisions"),
    path("open/decisions/<str:code>/", decisions.decision, name="public_decision"),
    path("open/yearly/", yearly.yearly_data, name="public_yearly"),
    path("open/yearly/<int:year>/", yearly.yearly_data, name="public_year"),
    path("open/yearly/<int:year>/<int:order>/paper/", yearly.yearly_paper, name="public_yearly_paper"),
    path("open/rules/", public.rules_in_words, name="public_rules"),
    path("open/check/", public.check, name="public_check"),
    path("open/typical/", typical.typical_cases, name="public_typical"),
    path("open/typical/<int:pk>/", typical.typical_case, name="public_typical_case"),
    path("open/typical/<int:pk>/paper/", typical.typical_paper, name="public_typical_paper"),
    path("my/", door.ask, name="party_ask"),
    path(PARTY, party.home, name="party"),
    path(f"{PARTY}papers/<int:pk>/", party.paper, name="party_paper"),
    path(f"{PARTY}<int:order>/answer/", party.answer, name="party_answer"),
    path(f"{PARTY}<int:order>/statement/", party.statement, name="party_statement"),
    path(f"{PARTY}<int:order>/correction/", party.correction, name="party_correction"),
    path(f"{PARTY}rating/", voices.rating, name="party_rating"),
    path(f"{PARTY}complaint/", voices.complaint, name="party_complaint"),
]
