from django.urls import path

from exemptions.views import claims, editing, library, lists, publishing, sheets

app_name = "exemptions"
urlpatterns = [
    path("", lists.in_force, name="list"),
    path("new/", editing.new, name="new"),
    path("proofs/", lists.proofs, name="proofs"),
    path("versions/", lists.versions, name="versions"),
    path("versions/<str:code>/", lists.version, name="version"),
    path("versions/<str:code>/difference/", publishing.difference, name="difference"),
    path("versions/<str:code>/export/", sheets.export_list, name="export"),
    path("versions/<str:code>/items/<str:number>/", lists.item, name="item"),
    path("versions/<str:code>/repeal/", publishing.repeal, name="repeal"),
    path("drafts/<str:code>/", editing.edit, name="edit"),
    path("drafts/<str:code>/discard/", editing.discard, name="discard"),
    path("drafts/<str:code>/check/", publishing.check, name="check"),
    path("drafts/<str:code>/explain/", publishing.explain, name="explain"),
    path("drafts/<str:code>/review/", publishing.review, name="review"),
    path("drafts/<str:code>/publish/", publishing.publish, name="publish"),
    path("import-template/", sheets.import_template, name="import_template"),
    path("drafts/<str:code>/import/", sheets.import_new, name="import_new"),
    path("drafts/<str:code>/import/<int:pk>/", sheets.import_page, name="import"),
    path("drafts/<str:code>/import/<int:pk>/confirm/", sheets.import_confirm, name="import_confirm"),
    path("drafts/<str:code>/import/<int:pk>/drop/", sheets.import_drop, name="import_drop"),
    path("drafts/<str:code>/items/", editing.item, name="item_new"),
    path("drafts/<str:code>/items/<str:number>/", editing.item, name="item_edit"),
    path("drafts/<str:code>/examples/", editing.example_suggest, name="examples_suggest"),
    path("drafts/<str:code>/items/<str:number>/examples/", editing.example_suggest, name="example_suggest"),
    path("drafts/<str:code>/items/<str:number>/remove/", editing.item_remove, name="item_remove"),
    path("drafts/<str:code>/items/<str:number>/equate/", editing.item_equate, name="item_equate"),
    path("drafts/<str:code>/items/<str:number>/example/", editing.example, name="example"),
    path(
        "drafts/<str:code>/items/<str:number>/example/<int:pk>/remove/", editing.example_remove, name="example_remove"
    ),
    path("claims/", claims.board, name="claims"),
    path("claims/<str:code>/<str:number>/take/", claims.take, name="claim_take"),
    path("claims/<int:pk>/implement/", claims.implement, name="claim_implement"),
    path("claims/<int:pk>/dispute/", claims.dispute, name="claim_dispute"),
    path("claims/<int:pk>/settle/", claims.settle, name="claim_settle"),
    path("claims/<int:pk>/release/", claims.release, name="claim_release"),
    path("law/", library.statutes, name="law"),
    path("law/<str:code>/", library.statute, name="statute"),
    path("offences/", lists.offences, name="offences"),
    path("calendar/", library.calendar, name="calendar"),
    path("calendar/enter/", library.calendar_enter, name="calendar_enter"),
]
