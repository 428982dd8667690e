"""Fact sheets worked out by hand from the words of the law before the rules saw them; each names the article that decides.

(id, article, facts, what must come out). `None` for the outcome: the sheet leaves it open and must ask.
"""

from __future__ import annotations

from typing import Any

DONE = {"ordered_on": "2026-03-20", "deadline": "2026-03-27", "done_on": "2026-03-27", "result": "full"}
LATE_DONE = {**DONE, "done_on": "2026-03-28"}
UNDONE = {"ordered_on": "2026-03-20", "deadline": "2026-03-27", "done_on": None, "result": "none"}
BASE: dict[str, Any] = {
    "routine_screen": "clear",
    "discovered_date": "2026-03-15",
    "as_of": "2026-06-10",
    "harm": "minor",
    "prior_same_type": [],
}


def sheet(kind: str, violation: str, **facts: Any) -> dict[str, Any]:
    party = {"kind": kind} | facts.pop("party", {})
    made = {**BASE, "party": party, "violation": violation, "act_date": "2026-03-11", "correction": UNDONE, **facts}
    return {key: value for key, value in made.items() if value != "-"}


def late(kind: str = "enterprise", violation: str = "LATE", **facts: Any) -> dict[str, Any]:
    days = {"due": "2026-03-10", "act_date": "-", "correction": "-", "harm": "none", "minor_act": False}
    return sheet(kind, violation, **(days | facts))


def urged(submitted: Any, **facts: Any) -> dict[str, Any]:
    days = {"urged": True, "urge_served": "2026-03-12", "urge_deadline": "2026-03-17", "submitted": submitted}
    return late(**(days | {"discovered_date": "2026-03-11"} | facts))


def old(kind: str, violation: str, day: str, **facts: Any) -> dict[str, Any]:
    """An act around the change of law of 13 September 2024."""
    undone = {"ordered_on": "2024-10-10", "deadline": "2024-10-20", "done_on": None, "result": "none"}
    around = {"act_date": day, "discovered_date": "2024-10-08", "as_of": "2025-01-10", "correction": undone}
    return sheet(kind, violation, **(around | facts))


def ledger(kind: str, **facts: Any) -> dict[str, Any]:
    days = {"act_date": "-", "act_start": "2023-01-01", "act_end": None, "harm": "none", "minor_act": False}
    return sheet(kind, "NO_LEDGER", **(days | facts))


def relation(kind: str, done: Any, **facts: Any) -> dict[str, Any]:
    order = {
        "ordered_on": "2026-02-10",
        "deadline": "2026-02-20",
        "done_on": done,
        "result": "full" if done else "none",
    }
    days = {"relation_notice_served": "2026-01-05", "relation_due": "2026-02-04", "discovered_date": "2026-02-06"}
    return sheet(kind, "NO_STAT_RELATION", **({"act_date": "-", "correction": order} | days | facts))


def orders(*days: str) -> dict[str, Any]:
    """Orders under 44①, the present one of 20 May 2026 last."""
    present = {"ordered_on": "2026-05-20", "deadline": "2026-05-27", "done_on": None, "result": "none"}
    listed = [{"date": day, "basis": "统计法(2024修正)44条1款(二)"} for day in days]
    return {"orders": listed, "correction": present}


def says(
    outcome: str | None, version: str | None = "2024", fine: tuple[int, int] | None = None, **more: Any
) -> dict[str, Any]:
    return {"outcome": outcome, "law_version": version, "fine_range": fine, **more}


MINOR, MAY, PLAIN, GRAVE = "NP_MANDATORY_MINOR", "NP_DISCRETIONARY_FIRST", "PENALTY", "PENALTY_SERIOUS"
NEW_TOP, OLD_TOP = (0, 100_000), (0, 50_000)
PRIOR = [{"date": "2025-01-01", "result": "警告"}]
OLD_UNDONE = {"ordered_on": "2025-05-12", "deadline": "2025-05-20", "done_on": None, "result": "none"}
BARRED = {"act_date": "2023-05-01", "as_of": "2025-06-01", "tip_off_date": None, "correction": OLD_UNDONE}

TIME = [
    ("old_serious", "处罚法37条、条例50条(二)", old("other_organisation", "OBSTRUCT", "2024-09-12", work_impeded=True),
     says(GRAVE, "2009", (50_000, 200_000), collective_discussion=True)),
    ("new_serious", "统计法2024年44条2款", old("other_organisation", "OBSTRUCT", "2024-09-13", work_impeded=True),
     says(GRAVE, "2024", (100_000, 500_000))),
    ("old_shop_has_no_serious", "统计法2009年41条3款", old("individual_business", "OBSTRUCT", "2024-09-12", work_impeded=True),
     says(PLAIN, "2009", (0, 10_000))),
    ("barred_by_a_day", "处罚法36条", sheet("public_institution", "REFUSE_QUERY", **BARRED, discovered_date="2025-05-02"),
     says("NP_TIME_BARRED", "2009", measure="guidance")),
    ("found_on_the_last_day", "处罚法36条、统计法2009年41条", sheet("public_institution", "REFUSE_QUERY", **BARRED,
     discovered_date="2025-05-01"), says(PLAIN, "2009", OLD_TOP)),
    ("tip_off_verified", "处罚法36条", sheet("public_institution", "REFUSE_QUERY", **{**BARRED, "tip_off_date": "2025-04-30"},
     tip_off_verified=True, discovered_date="2025-05-10"), says(PLAIN, "2009", OLD_TOP)),
    ("tip_off_not_verified", "处罚法36条", sheet("public_institution", "REFUSE_QUERY", **{**BARRED, "tip_off_date": "2025-04-30"},
     tip_off_verified=False, discovered_date="2025-05-10"), says("NP_TIME_BARRED", "2009")),
    ("leap_day_over", "处罚法36条、民法典202条", sheet("enterprise", "UNTRUE_DATA", act_date="2024-02-29",
     discovered_date="2026-03-01", tip_off_date=None), says("NP_TIME_BARRED", "2009")),
    ("leap_day_last", "处罚法36条、民法典202条", sheet("enterprise", "UNTRUE_DATA", act_date="2024-02-29",
     discovered_date="2026-02-28"), says(PLAIN, "2009", OLD_TOP)),
    ("late_until_the_eve", "统计法2009年42条", late(due="2024-09-05", submitted="2024-09-12", urged=False, harm="minor",
     discovered_date="2024-09-10", as_of="2025-01-10", prior_same_type=[{"date": "2024-01-05", "result": "警告"}]),
     says(PLAIN, "2009", (0, 10_000))),
    ("late_into_the_new_law", "统计法2024年45条", late(due="2024-09-05", submitted="2024-09-13", urged=False, harm="minor",
     discovered_date="2024-09-10", as_of="2025-01-10", prior_same_type=[{"date": "2024-01-05", "result": "警告"}]),
     says(PLAIN, "2024", (0, 50_000))),
    ("late_shop_old_law_lacks_circular", "处罚法37条、统计法2009年42条", late("individual_business", due="2024-09-05",
     submitted="2024-09-12", urged=False, harm="minor", discovered_date="2024-09-10", as_of="2025-01-10",
     prior_same_type=[{"date": "2024-01-05", "result": "警告"}]), says(PLAIN, "2009", (0, 1000))),
    ("refusal_goes_on", "统计法2024年44条3款", late("individual_business", "REFUSE_OR_AFTER_URGE", due="2024-09-05",
     refused=True, submitted=None, discovered_date="2024-09-10", as_of="2024-12-01", harm="minor",
     correction={"ordered_on": "2024-10-01", "deadline": "2024-10-10", "done_on": None, "result": "none"}),
     says(PLAIN, "2024", (0, 10_000))),
    ("no_list_yet", "处罚法33条1款", sheet("enterprise", "UNTRUE_DATA", act_date="2023-06-01", discovered_date="2023-06-05",
     as_of="2023-06-12", reported=105, actual=100, unit="万元", harm="none",
     correction={"ordered_on": "2023-06-06", "deadline": "2023-06-10", "done_on": "2023-06-09", "result": "full"}),
     says(None, "2009", possible=(MAY, MINOR), questions=("minor_act",))),
    ("list_from_its_first_day", "处罚法33条1款前段", sheet("enterprise", "UNTRUE_DATA", act_date="2023-06-01",
     discovered_date="2023-06-05", as_of="2023-06-13", reported=105, actual=100, unit="万元", harm="none",
     correction={"ordered_on": "2023-06-06", "deadline": "2023-06-10", "done_on": "2023-06-09", "result": "full"}),
     says(MINOR, "2009")),
]  # fmt: skip

WHO = [
    ("organ_punished", "统计法46条", sheet("state_organ", "DESTROY_EVIDENCE", party={"organ_level": "乡镇街道"}),
     says("NO_FINE_ORGAN")),
    ("organ_of_the_district", "重庆条例38条2款", sheet("state_organ", "DESTROY_EVIDENCE", party={"organ_level": "区政府"}),
     says("JURISDICTION_TRANSFER")),
    ("organ_minor", "处罚法33条1款前段", sheet("state_organ", "UNTRUE_DATA", minor_act=True, harm="none", correction=DONE),
     says(MINOR)),
    ("organ_first", "处罚法33条1款后段", sheet("state_organ", "UNTRUE_DATA", correction=DONE), says(MAY)),
    ("organ_late_again", "统计法45条、46条", late("state_organ", submitted="2026-03-13", urged=False, harm="minor",
     prior_same_type=PRIOR), says("NO_FINE_ORGAN")),
    ("person_in_a_census", "统计法47条", sheet("individual", "CENSUS_POP", act_date="2020-11-01",
     discovered_date="2025-11-01", tip_off_date=None), says("EDUCATE_INDIVIDUAL", "2009")),
    ("person_outside_a_census", "处罚法38条", sheet("individual", "UNTRUE_DATA"), says("NP_NOT_ESTABLISHED")),
    ("population_census_firm", "处罚法38条", sheet("enterprise", "CENSUS_POP"), says("NP_NOT_ESTABLISHED")),
    ("head_long_ago", "统计法2009年37条、43条", sheet("government_head", "LEADER_FRAUD", act_date="2018-05-01",
     discovered_date="2025-05-01", tip_off_date=None), says("REFER_OFFICIAL", "2009")),
    ("head_s_offence_firm", "处罚法38条", sheet("enterprise", "LEADER_FRAUD"), says("NP_NOT_ESTABLISHED")),
    ("foreign_survey", "实施条例54条", sheet("other_organisation", "FOREIGN_SURVEY"), says("JURISDICTION_TRANSFER")),
    ("survey_team", "统计法36条2款", sheet("enterprise", "UNTRUE_DATA", survey_organiser="国家统计局派出的调查队"),
     says("JURISDICTION_TRANSFER")),
    ("department_s_survey", "统计法44条1款", sheet("enterprise", "UNTRUE_DATA", survey_organiser="有关部门"),
     says(PLAIN, fine=NEW_TOP)),
    ("crime_before_jurisdiction", "处罚法27条", sheet("enterprise", "UNTRUE_DATA", crime_suspected=True,
     survey_organiser="国家统计局派出的调查队"), says("CRIMINAL_TRANSFER")),
    ("crime_though_barred", "处罚法27条", sheet("enterprise", "UNTRUE_DATA", crime_suspected=True, act_date="2023-01-01",
     discovered_date="2025-06-01"), says("CRIMINAL_TRANSFER", "2009")),
    ("crime_of_a_person", "处罚法27条", sheet("individual", "CENSUS_ECON", violence=True), says("CRIMINAL_TRANSFER")),
    ("shop_has_no_ledger", "处罚法38条、统计法45条2款", ledger("individual_business", ledger_state="完全未设置"),
     says("NP_NOT_ESTABLISHED", measure="guidance")),
    ("thirteen_on_the_birthday", "处罚法30条", sheet("individual_business", "REFUSE_QUERY", party={"born_on": "2012-03-11"}),
     says("NP_NO_CAPACITY")),
    ("fourteen_the_day_after", "处罚法30条", sheet("individual_business", "REFUSE_QUERY", act_date="2026-03-12",
     party={"born_on": "2012-03-11"}), says("PENALTY_LENIENT", fine=(0, 10_000), binding="must")),
    ("seventeen_on_the_birthday", "处罚法30条", sheet("individual_business", "REFUSE_QUERY", party={"born_on": "2008-03-11"}),
     says("PENALTY_LENIENT", fine=(0, 10_000), binding="must")),
    ("of_age_the_day_after", "统计法44条3款", sheet("individual_business", "REFUSE_QUERY", act_date="2026-03-12",
     party={"born_on": "2008-03-11"}), says(PLAIN, fine=(0, 10_000))),
    ("limited_and_coerced", "处罚法32条(二)", sheet("individual_business", "REFUSE_QUERY", party={"capacity": "limited"},
     coerced="2026-03-10"), says("PENALTY_LENIENT", fine=(0, 10_000), binding="must")),
    ("limited_alone", "处罚法31条", sheet("individual_business", "DESTROY_EVIDENCE", party={"capacity": "limited"}),
     says("PENALTY_LENIENT", fine=(0, 10_000), binding="may")),
]  # fmt: skip

SOFT = [
    ("false_query_shop", "处罚法33条1款后段", sheet("individual_business", "FALSE_QUERY", correction=DONE),
     says(MAY, fine=(0, 10_000), measure="warning/admonition", binding="may")),
    ("false_query_minor_asked", "处罚法33条1款", sheet("enterprise", "FALSE_QUERY", correction=DONE, harm="none"),
     says(None, "2024", possible=(MAY, MINOR), questions=("minor_act",))),
    ("false_query_minor", "处罚法33条1款前段", sheet("enterprise", "FALSE_QUERY", correction=DONE, harm="none", minor_act=True),
     says(MINOR, measure="warning")),
    ("no_ledger_at_all_first", "处罚法33条1款后段", ledger("enterprise", ledger_state="完全未设置", correction=DONE),
     says(MAY, fine=(0, 50_000))),
    ("one_ledger_missing_self_corrected", "处罚法33条1款前段、37条", ledger("enterprise", ledger_state="单项缺失",
     act_end="2024-09-01", correction={"done_on": "2024-09-01", "result": "full"}), says(MINOR, "2009", measure="warning")),
    ("ledger_a_day_over", "统计法45条、处罚法28条", ledger("public_institution", ledger_state="单项缺失", correction=LATE_DONE),
     says(PLAIN, fine=(0, 50_000))),
    ("ledger_never_serious", "统计法45条", ledger("enterprise", ledger_state="不合规", correction=UNDONE, orders_within_1y=3),
     says(PLAIN, fine=(0, 50_000))),
    ("blank_ten_in_a_hundred", "处罚法33条1款前段", sheet("public_institution", "INCOMPLETE_DATA", blank_items=10,
     required_items=100, harm="none", minor_act=False, correction=DONE), says(MINOR, measure="warning")),
    ("blank_eleven_in_a_hundred", "处罚法33条1款后段", sheet("public_institution", "INCOMPLETE_DATA", blank_items=11,
     required_items=100, harm="none", minor_act=False, correction=DONE), says(MAY, fine=NEW_TOP)),
    ("shop_at_twenty_percent", "处罚法33条1款前段", sheet("individual_business", "UNTRUE_DATA", reported="7199994",
     actual="5999995", unit="元", harm="none", minor_act=False, correction=DONE), says(MINOR)),
    ("shop_at_the_amount", "处罚法33条1款后段", sheet("individual_business", "UNTRUE_DATA", reported=720, actual=600,
     unit="万元", harm="none", minor_act=False, correction=DONE), says(MAY, fine=(0, 10_000))),
    ("firm_at_both_limits", "处罚法33条1款前段", sheet("enterprise", "UNTRUE_DATA", reported=11000, actual=10000, unit="万元",
     harm="none", minor_act=False, correction=DONE), says(MINOR, measure="warning")),
    ("firm_over_the_share", "处罚法33条1款后段", sheet("enterprise", "UNTRUE_DATA", reported="110.5", actual=100, unit="万元",
     harm="none", minor_act=False, correction=DONE), says(MAY, fine=NEW_TOP)),
    ("firm_over_the_amount", "处罚法33条1款后段", sheet("enterprise", "UNTRUE_DATA", reported="21000.5", actual=20000,
     unit="万元", harm="none", minor_act=False, correction=DONE), says(MAY, fine=NEW_TOP)),
    ("shop_over_the_share", "处罚法33条1款后段", sheet("individual_business", "UNTRUE_DATA", reported="120.5", actual=100,
     unit="万元", harm="none", minor_act=False, correction=DONE), says(MAY, fine=(0, 10_000))),
    ("poor_ledger_put_right", "处罚法33条1款前段", ledger("other_organisation", ledger_state="不合规", correction=DONE),
     says(MINOR, measure="warning")),
    ("late_but_by_the_ordered_day", "处罚法33条1款后段", urged("2026-03-20", correction={"ordered_on": "2026-03-18",
     "deadline": "2026-03-20", "done_on": "2026-03-20", "result": "full"}), says(MAY, fine=(0, 50_000))),
    ("nothing_blank", "处罚法57条1款(三)", sheet("enterprise", "INCOMPLETE_DATA", blank_items=0, required_items=60),
     says("NP_NOT_ESTABLISHED")),
    ("refused_but_filed_in_time", "处罚法57条1款(三)", late(violation="REFUSE_OR_AFTER_URGE", refused=True,
     submitted="2026-03-10", urged=False), says("NP_NOT_ESTABLISHED")),
    ("costly_to_put_right", "方案三(三)", sheet("enterprise", "REFUSE_QUERY", correction=DONE, costly_correction=True),
     says(PLAIN, fine=NEW_TOP)),
    ("cannot_be_undone", "方案三(三)", sheet("enterprise", "REFUSE_QUERY", correction=DONE, irreversible=True),
     says(PLAIN, fine=NEW_TOP)),
    ("refusal_by_name", "方案三(三)", sheet("enterprise", "REFUSE_QUERY", correction="-", exclusions=["拒不改正"]),
     says(PLAIN, fine=NEW_TOP)),
    ("failure_by_name", "方案三(三)", sheet("enterprise", "REFUSE_QUERY", correction="-",
     exclusions=["改正后仍不符合要求"]), says(PLAIN, fine=NEW_TOP)),
    ("window_without_a_list", "处罚法33条1款后段", sheet("enterprise", "REFUSE_QUERY", act_date="2023-06-01",
     discovered_date="2023-06-05", as_of="2023-06-12", prior_same_type=[{"date": "2021-12-31", "result": "警告"}],
     correction={"ordered_on": "2023-06-06", "deadline": "2023-06-10", "done_on": "2023-06-09", "result": "full"}),
     says(MAY, "2009", OLD_TOP)),
    ("relation_on_the_last_day", "处罚法33条1款后段、重庆条例43条1款", relation("other_organisation", "2026-02-20"),
     says(MAY, "CQ-2016")),
    ("relation_a_day_over", "重庆条例43条2款", relation("other_organisation", "2026-02-21"),
     says(PLAIN, "CQ-2016", (1000, 10_000))),
    ("relation_shop", "重庆条例43条2款", relation("individual_business", None), says(PLAIN, "CQ-2016", (100, 1000))),
    ("relation_organ", "重庆条例43条", relation("state_organ", None), says("NO_FINE_ORGAN", "CQ-2016")),
    ("risk_does_not_shadow_must", "处罚法33条1款前段", sheet("enterprise", "INCOMPLETE_DATA", harm="none", minor_act=True,
     correction=DONE, costly_correction=True), says(MINOR)),
    ("key_area_closes_the_list", "处罚法33条1款后段、方案三(三)", sheet("enterprise", "INCOMPLETE_DATA", blank_items=5,
     required_items=60, harm="none", minor_act=False, correction=DONE, key_area=True),
     says("ESCALATE_MANUAL", fine=NEW_TOP, binding="may", collective_discussion=True)),
    ("key_area_and_risk", "方案三(三)", sheet("enterprise", "INCOMPLETE_DATA", correction=DONE, key_area=True, risk_high=True),
     says(PLAIN, fine=NEW_TOP)),
    ("no_fault_in_an_emergency", "处罚法33条2款", sheet("enterprise", "UNTRUE_DATA", fault_evidence=True,
     event_relation="exploited"), says("NP_MANDATORY_NO_FAULT", measure="guidance")),
    ("overdue_by_name", "方案三(三)", sheet("enterprise", "UNTRUE_DATA", exclusions=["逾期不改正"], minor_act=True,
     harm="none"), says(PLAIN, fine=NEW_TOP)),
    ("last_year_s_eve_is_outside", "处罚法33条1款后段", sheet("enterprise", "REFUSE_QUERY", correction=DONE,
     prior_same_type=[{"date": "2024-12-31", "result": "警告"}]), says(MAY, fine=NEW_TOP)),
    ("new_year_is_inside", "统计法44条1款", sheet("enterprise", "REFUSE_QUERY", correction=DONE, prior_same_type=PRIOR),
     says(PLAIN, fine=NEW_TOP)),
    ("rolling_corresponding_day", "统计法44条1款", sheet("enterprise", "REFUSE_QUERY", correction=DONE,
     first_window="rolling_24_months", prior_same_type=[{"date": "2024-03-11", "result": "警告"}]), says(PLAIN, fine=NEW_TOP)),
    ("rolling_day_before", "处罚法33条1款后段", sheet("enterprise", "REFUSE_QUERY", correction=DONE,
     first_window="rolling_24_months", prior_same_type=[{"date": "2024-03-10", "result": "警告"}]), says(MAY, fine=NEW_TOP)),
    ("unlimited_window", "统计法44条1款", sheet("enterprise", "REFUSE_QUERY", correction=DONE, first_window="unlimited",
     prior_same_type=[{"date": "2012-03-10", "result": "警告"}]), says(PLAIN, fine=NEW_TOP)),
    ("prior_no_fault_is_none", "处罚法33条1款后段", sheet("enterprise", "REFUSE_QUERY", correction=DONE,
     prior_same_type=[{"date": "2025-03-01", "result": "不予行政处罚（没有主观过错）"}]), says(MAY, fine=NEW_TOP)),
    ("prior_no_penalty_is_one", "统计法44条1款", sheet("enterprise", "REFUSE_QUERY", correction=DONE,
     prior_same_type=[{"date": "2025-03-01", "result": "不予行政处罚"}]), says(PLAIN, fine=NEW_TOP)),
    ("prior_after_the_act_is_none", "处罚法33条1款后段", sheet("enterprise", "REFUSE_QUERY", correction=DONE,
     prior_same_type=[{"date": "2026-03-12", "result": "警告"}]), says(MAY, fine=NEW_TOP)),
]  # fmt: skip

PUNISHED = [
    ("third_order_within_the_year", "条例50条(四)", sheet("enterprise", "UNTRUE_DATA",
     **orders("2025-05-20", "2025-11-01", "2026-05-20")), says(GRAVE, fine=(100_000, 500_000), collective_discussion=True)),
    ("third_order_a_day_over", "统计法44条1款", sheet("enterprise", "UNTRUE_DATA",
     **orders("2025-05-19", "2025-11-01", "2026-05-20")), says(PLAIN, fine=NEW_TOP)),
    ("serious_with_merit", "处罚法32条(四)、条例50条(四)", sheet("enterprise", "UNTRUE_DATA", merit=True,
     **orders("2025-06-01", "2025-11-01", "2026-05-20")),
     says("PENALTY_LENIENT", fine=(100_000, 500_000), collective_discussion=True)),
    ("serious_harm_is_not_enough", "条例50条(三)", sheet("other_organisation", "INCOMPLETE_DATA", harm="serious",
     serious_consequence=False), says(PLAIN, fine=NEW_TOP)),
    ("serious_consequence", "条例50条(三)", sheet("other_organisation", "INCOMPLETE_DATA", harm="serious",
     serious_consequence=True), says(GRAVE, fine=(100_000, 500_000))),
    ("violence_declined_but_untrue_data", "条例50条(一)", sheet("enterprise", "UNTRUE_DATA", violence=True,
     crime_suspected=False), says(PLAIN, fine=NEW_TOP)),
    ("whistle_blown_is_no_ground", "处罚法32条", sheet("enterprise", "OBSTRUCT", whistleblown=True), says(PLAIN, fine=NEW_TOP)),
    ("census_agriculture_firm", "处罚法29条、统计法44条1款", sheet("enterprise", "CENSUS_AGRI"), says(PLAIN, fine=NEW_TOP)),
    ("census_agriculture_shop", "农普条例39条", sheet("individual_business", "CENSUS_AGRI"), says(PLAIN, fine=(0, 10_000))),
    ("census_economy_serious_old", "经普条例36条、统计法2009年41条2款", old("enterprise", "CENSUS_ECON", "2024-05-08",
     harm="serious", serious_consequence=True), says(GRAVE, "2009", (50_000, 200_000))),
    ("urged_and_filed_in_time", "处罚法33条1款前段", urged("2026-03-17"), says(MINOR, measure="warning")),
    ("urged_in_time_again", "统计法45条", urged("2026-03-17", prior_same_type=PRIOR), says(PLAIN, fine=(0, 50_000))),
    ("urged_in_time_again_but_minor", "处罚法33条1款前段", urged("2026-03-17", prior_same_type=PRIOR, minor_act=True),
     says(MINOR)),
    ("filed_before_the_urging_came", "处罚法33条1款前段", urged("2026-03-11", prior_same_type=PRIOR),
     says(MINOR, measure="reminder")),
    ("filed_after_the_urging", "统计法45条", urged("2026-03-18"), says(PLAIN, fine=(0, 50_000))),
    ("after_urging_is_the_graver_offence", "统计法44条1款(一)", urged("2026-03-20", violation="REFUSE_OR_AFTER_URGE",
     refused=False, correction={"done_on": "2026-03-20", "result": "full"}),
     says(MAY, fine=NEW_TOP, violation="REFUSE_OR_AFTER_URGE")),
    ("filed_on_the_last_day_is_only_late", "统计法45条、处罚法33条1款前段", urged("2026-03-17",
     violation="REFUSE_OR_AFTER_URGE", refused=False), says(MINOR, violation="LATE", measure="warning")),
    ("unproved_urging_is_only_late", "统计法45条", late(violation="REFUSE_OR_AFTER_URGE", urged=True, urge_served=None,
     submitted=None, harm="minor", prior_same_type=PRIOR, correction=UNDONE), says(PLAIN, fine=(0, 50_000), violation="LATE")),
    ("filed_in_time_is_nothing", "处罚法57条1款(三)", late(submitted="2026-03-10", urged=False),
     says("NP_NOT_ESTABLISHED", measure="guidance")),
]  # fmt: skip

SHEETS = [*TIME, *WHO, *SOFT, *PUNISHED]
