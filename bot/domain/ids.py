"""Ids that cannot be mixed up: 64-bit integers, each of its own kind."""

from typing import NewType

CommunityId = NewType("CommunityId", int)
UserId = NewType("UserId", int)
PracticeId = NewType("PracticeId", int)
LogId = NewType("LogId", int)
SkillId = NewType("SkillId", int)
ReflectionId = NewType("ReflectionId", int)
AdjustmentId = NewType("AdjustmentId", int)
InteractionId = NewType("InteractionId", int)
