"""A year's assessment told in chapters, for tests: the scheme, the sections' own marks, the review, the freeze."""

from django.db.models import F

from oversight.annual import course, freeze
from oversight.enums import AssessmentState, Way
from oversight.models import AnnualAssessment, AssessmentScheme, SectionScore


class Year:
    """Two sections of the cast; supervisor1 reviews, leader1 is the chair."""

    def __init__(self, cast, year: int = 2026) -> None:
        self.cast, self.year = cast, year

    @property
    def row(self) -> AnnualAssessment:
        return AnnualAssessment.objects.get(scheme__year=self.year)

    @property
    def scheme(self) -> AssessmentScheme:
        return AssessmentScheme.objects.get(year=self.year)

    def score(self, name: str, section=None) -> SectionScore:
        section = section or self.cast.head1.section
        return self.row.scores.get(indicator__name=name, section=section)

    def drafted(self) -> "Year":
        course.draft_scheme(actor=self.cast.supervisor1, year=self.year)
        return self

    def opened(self) -> "Year":
        self.drafted()
        course.open_assessment(actor=self.cast.leader1, scheme=self.scheme)
        return self

    def filled(self) -> "Year":
        self.opened()
        for head in (self.cast.head1, self.cast.head2):
            own = self.row.scores.filter(section=head.section, indicator__way=Way.MANUAL)
            one = own.first()
            course.assess_own(actor=head, score=one, own=one.most - 5, words="逐项核对，台账齐全。")
            own.exclude(pk=one.pk).update(own=F("most") - 5, own_words="逐项核对，台账齐全。")
        return self

    def handed_in(self) -> "Year":
        self.filled()
        for head in (self.cast.head1, self.cast.head2):
            course.hand_in(actor=head, assessment=self.row, section=head.section, words="全年按方案开展工作。")
        return self

    def reviewing(self) -> "Year":
        self.handed_in()
        course.begin_review(actor=self.cast.supervisor1, assessment=self.row)
        return self

    def shown(self) -> "Year":
        self.reviewing()
        manual = self.row.scores.filter(indicator__way=Way.MANUAL)
        one = manual.first()
        course.review_score(actor=self.cast.supervisor1, score=one, final=one.own, words="")
        manual.exclude(pk=one.pk).update(final=F("own"), reviewed_by=self.cast.supervisor1)
        course.show_results(actor=self.cast.supervisor1, assessment=self.row)
        return self

    def frozen(self) -> "Year":
        self.shown()
        freeze.freeze(actor=self.cast.leader1, assessment=self.row, words="同意考核结果。")
        assert self.row.state == AssessmentState.FROZEN
        return self
