"""Ids that cannot be mixed up: 64-bit integers, each of its own kind."""

from typing import NewType

CommunityId = NewType("CommunityId", int)
UserId = NewType("UserId", int)
PracticeId = NewType("PracticeId", int)
LogId = NewType("LogId", int)
SkillId = NewType("SkillId", int)
ReflectionId = NewType("ReflectionId", int)
AdjustmentId = NewType("AdjustmentId", int)
RubricId = NewType("RubricId", int)
RubricVersionId = NewType("RubricVersionId", int)
RequestId = NewType("RequestId", int)
FeedbackId = NewType("FeedbackId", int)
KudosId = NewType("KudosId", int)
ExampleId = NewType("ExampleId", int)
IdeaId = NewType("IdeaId", int)
ApplicationId = NewType("ApplicationId", int)
ReportId = NewType("ReportId", int)
ChallengeId = NewType("ChallengeId", int)
SessionId = NewType("SessionId", int)
NormsId = NewType("NormsId", int)
RestId = NewType("RestId", int)
ReminderId = NewType("ReminderId", int)
PlanId = NewType("PlanId", int)
EntryId = NewType("EntryId", int)
CheckinId = NewType("CheckinId", int)
ImportId = NewType("ImportId", int)
InteractionId = NewType("InteractionId", int)

NOBODY = UserId(0)
"""Whoever deleted their data, where a number of others still counts them."""
LARGEST_ID = 2**63 - 1


def read_id(typed: str) -> int | None:
    """Read an id that was chosen from a list, or typed past it; None for what can be no id."""
    digits = typed.strip()
    if not digits.isdecimal() or len(digits) > len(str(LARGEST_ID)):
        return None
    number = int(digits)
    return number if number <= LARGEST_ID else None
