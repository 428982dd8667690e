from django.urls import path

from oversight import assessment_views as assessing
from oversight import dashboard_views, replay_views, section_views, views, yearly_views

urlpatterns = [
    path("", views.start, name="start"),
    path("list-use/", views.list_use, name="list_use"),
    path("help/", views.help_page, name="help"),
    path("overview/", dashboard_views.overview, name="dashboard"),
    path("overview/sheet/", dashboard_views.sheet, name="dashboard_sheet"),
    path("overview/<str:name>/", dashboard_views.figure_list, name="dashboard_list"),
    path("replay/<str:code>/", replay_views.replay, name="replay"),
    path("replay/<str:code>/begin/", replay_views.begin, name="replay_begin"),
    path("replay/<str:code>/sign/<int:pk>/", replay_views.sign, name="replay_sign"),
    path("shadow/<str:code>/", replay_views.shadow, name="shadow"),
    path("shadow/<str:code>/start/", replay_views.shadow_start, name="shadow_start"),
    path("shadow/<str:code>/end/", replay_views.shadow_end, name="shadow_end"),
    path("assessment/", assessing.assessments, name="assessments"),
    path("assessment/draft/", assessing.scheme_draft, name="assessment_draft"),
    path("assessment/<int:year>/scheme/", assessing.scheme, name="assessment_scheme"),
    path("assessment/<int:year>/scheme/<int:pk>/", assessing.indicator_change, name="indicator_change"),
    path("assessment/<int:year>/open/", assessing.open_year, name="assessment_open"),
    path("assessment/<int:year>/", assessing.assessment, name="assessment"),
    path("assessment/<int:year>/freeze/", assessing.freeze_year, name="assessment_freeze"),
    path("assessment/<int:year>/press/", assessing.press_again, name="assessment_press"),
    path("assessment/<int:year>/report/", assessing.report, name="assessment_report"),
    path("assessment/<int:year>/data/", assessing.frozen_data, name="assessment_data"),
    path("assessment/<int:year>/correct/", assessing.correct, name="assessment_correct"),
    path("assessment/<int:year>/sheets/<int:order>/", assessing.sheet, name="correction_sheet"),
    path("assessment/<int:year>/step/<str:name>/", assessing.step, name="assessment_step"),
    path("assessment/<int:year>/<int:pk>/", section_views.section, name="assessment_section"),
    path("assessment/<int:year>/<int:pk>/hand-in/", section_views.hand_in, name="assessment_hand_in"),
    path("assessment/<int:year>/<int:pk>/object/", section_views.objection, name="assessment_object"),
    path(
        "assessment/<int:year>/<int:pk>/object/<int:number>/", section_views.objection_answer, name="assessment_answer"
    ),
    path("assessment/<int:year>/<int:pk>/statement/make/", section_views.statement_make, name="law_statement_make"),
    path("assessment/<int:year>/<int:pk>/statement/", section_views.statement, name="law_statement"),
    path("yearly/", yearly_views.report, name="yearly_report"),
    path("yearly/<int:year>/issue/", yearly_views.issue, name="yearly_issue"),
    path("yearly/<int:year>/<int:order>/", yearly_views.paper, name="yearly_paper"),
]
