from django.urls import path

from accounts.views import audit, group, people, profile, session, setup, status, systems

app_name = "accounts"
urlpatterns = [
    path("sign-in/", session.sign_in, name="sign_in"),
    path("sign-out/", session.sign_out, name="sign_out"),
    path("resume/", session.resume, name="resume"),
    path("profile/", profile.profile, name="profile"),
    path("password/", profile.password, name="password"),
    path("stand-ins/", profile.stand_ins, name="stand_ins"),
    path("stand-ins/<int:pk>/revoke/", profile.revoke_stand_in, name="stand_in_revoke"),
    path("people/", people.people, name="people"),
    path("people/new/", people.person_add, name="person_add"),
    path("people/<int:pk>/", people.person, name="person"),
    path("people/<int:pk>/password/", people.person_password, name="person_password"),
    path("people/<int:pk>/leave/", people.leave, name="leave"),
    path("sections/", people.sections, name="sections"),
    path("sections/<int:pk>/", people.section, name="section"),
    path("bureau/", people.bureau, name="bureau"),
    path("group/", group.group, name="group"),
    path("group/new/", group.seat_add, name="seat_add"),
    path("group/<int:pk>/end/", group.seat_end, name="seat_end"),
    path("systems/", systems.systems, name="systems"),
    path("systems/<int:pk>/disconnect/", systems.disconnect, name="system_disconnect"),
    path("lockouts/", group.lockouts, name="lockouts"),
    path("sign-ins/", profile.my_sign_ins, name="my_sign_ins"),
    path("status/", status.status, name="status"),
    path("audit/", audit.home, name="audit"),
    path("audit/check/", audit.check, name="audit_check"),
    path("audit/events/", audit.events, name="audit_events"),
    path("audit/sign-ins/", audit.sign_in_history, name="audit_sign_ins"),
    path("set-up/", setup.organ, name="set_up"),
    path("set-up/sections/", setup.sections, name="set_up_sections"),
    path("set-up/people/", setup.people, name="set_up_people"),
    path("set-up/list/", setup.choose_list, name="set_up_list"),
]
