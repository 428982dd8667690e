from django.urls import path

from cases.views import calendar, intake, intake_rows, urging

app_name = "intake"

urlpatterns = [
    path("", intake.batches, name="list"),
    path("new/<str:kind>/", intake.new, name="new"),
    path("template/<str:kind>/", intake.template, name="template"),
    path("<int:pk>/", intake.batch, name="batch"),
    path("<int:pk>/file/", intake.original, name="file"),
    path("<int:pk>/faults/", intake.faults, name="faults"),
    path("<int:pk>/confirm/", intake.confirm, name="confirm"),
    path("<int:pk>/halt/", intake.halt, name="halt"),
    path("<int:pk>/go-on/", intake.go_on, name="go_on"),
    path("<int:pk>/drop/", intake.drop, name="drop"),
    path("<int:pk>/rows/<int:line>/", intake_rows.mend, name="mend"),
    path("<int:pk>/rows/<int:line>/party/", intake_rows.party, name="party"),
    path("<int:pk>/sign/", intake_rows.sign, name="sign"),
    path("<int:pk>/papers/", intake_rows.papers, name="papers"),
    path("leads/papers/<int:pk>/", intake_rows.lead_paper, name="lead_paper"),
    path("calendar/", calendar.terms, name="calendar"),
    path("calendar/<int:pk>/remind/", calendar.remind, name="remind"),
    path("urging/", urging.desk, name="urging"),
    path("urging/sheet/", urging.urging_sheet, name="urging_sheet"),
    path("urging/notices/", urging.urge, name="urge"),
    path("urging/issue/", urging.issue, name="urging_issue"),
    path("urging/serve/", urging.serve, name="urging_serve"),
    path("urging/review/", urging.review, name="urging_review"),
    path("urging/papers/", urging.papers, name="urging_papers"),
    path("urging/filings/<int:pk>/", urging.filed, name="urging_filed"),
    path("urging/proofs/<int:pk>/", urging.proof, name="urging_proof"),
]
