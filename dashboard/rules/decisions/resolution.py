"""As what may this body word its decision, given who has the power to decide the matter (决定权属)?"""

from collections.abc import Mapping

from models.enums import DecisionPower, Resolution

_RESOLUTIONS: Mapping[DecisionPower, Resolution] = {
    DecisionPower.COMMITTEE: Resolution.PROJECT,
    DecisionPower.RESIDENTS: Resolution.COORDINATION,
    DecisionPower.OWNERS: Resolution.COORDINATION,
    DecisionPower.PROPERTY_HOLDER: Resolution.COORDINATION,
    DecisionPower.OFFICE: Resolution.REFERRAL,
    DecisionPower.DEPARTMENT: Resolution.REFERRAL,
    DecisionPower.CONFERENCE: Resolution.RECOMMENDATION,
}


def resolution_for(power: DecisionPower) -> Resolution:
    """Return the wording: the committee decides its own matters only, and pushes, refers or recommends the others.

    Source: Civil Code art. 278 for owners; 社区代表会议 adopt the sub-district's 实事项目, others recommend.
    """
    return _RESOLUTIONS[power]
