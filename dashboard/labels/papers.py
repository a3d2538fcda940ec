"""What the stored values of minutes, records and their corrections are called."""

from collections.abc import Mapping
from enum import StrEnum

from dashboard.i18n import N_
from models import enums as e

PAPERS: Mapping[type[StrEnum], Mapping[StrEnum, str]] = {
    e.MinutesStatus: {
        e.MinutesStatus.DRAFT: N_("Draft"),
        e.MinutesStatus.CHECKING: N_("Being checked"),
        e.MinutesStatus.COMMENTING: N_("With those who attended, for corrections"),
        e.MinutesStatus.IN_REVIEW: N_("Waiting for the chair's approval"),
        e.MinutesStatus.APPROVED: N_("Approved for issue"),
        e.MinutesStatus.ISSUED: N_("Issued"),
        e.MinutesStatus.SCREENING: N_("Public version being screened"),
        e.MinutesStatus.PUBLISHED: N_("Public version published"),
        e.MinutesStatus.WITHHELD: N_("Not published"),
        e.MinutesStatus.ARCHIVED: N_("Archived"),
    },
    e.RemarkStatus: {
        e.RemarkStatus.OPEN: N_("Not answered yet"),
        e.RemarkStatus.NOTHING: N_("Nothing to correct"),
        e.RemarkStatus.ACCEPTED: N_("Taken over"),
        e.RemarkStatus.PARTLY: N_("Taken over in part"),
        e.RemarkStatus.DECLINED: N_("Not taken over"),
        e.RemarkStatus.WITHDRAWN: N_("Taken back"),
    },
    e.CorrectionStatus: {
        e.CorrectionStatus.PROPOSED: N_("Correction waits for the chair"),
        e.CorrectionStatus.APPROVED: N_("Correction approved"),
        e.CorrectionStatus.REFUSED: N_("Correction refused"),
        e.CorrectionStatus.WITHDRAWN: N_("Correction taken back"),
    },
    e.RecordStatus: {
        e.RecordStatus.OPEN: N_("Record being kept"),
        e.RecordStatus.HANDED_IN: N_("Record waits for the chair's signature"),
        e.RecordStatus.SIGNED: N_("Record signed"),
    },
    e.RecordKind: {
        e.RecordKind.SPEECH: N_("Speech"),
        e.RecordKind.ABSENT_VIEW: N_("Written opinion of somebody absent"),
        e.RecordKind.HELD_OVER: N_("Opinion held over"),
        e.RecordKind.NOTE: N_("Note of the recorder"),
    },
    e.Stance: {
        e.Stance.FOR: N_("In favour"),
        e.Stance.AGAINST: N_("Opposed"),
        e.Stance.ABSTAIN: N_("Abstains"),
        e.Stance.DEFER: N_("For holding it over"),
        e.Stance.NONE: N_("No clear position"),
    },
    e.Retention: {
        e.Retention.PERMANENT: N_("Kept for good"),
        e.Retention.THIRTY_YEARS: N_("Kept for 30 years"),
        e.Retention.TEN_YEARS: N_("Kept for 10 years"),
    },
}
