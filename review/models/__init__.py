"""Tables of review, gathered so that `from review.models import Attempt` is all that others in the room write."""

from review.models.mock import Mock, TakenIn
from review.models.practice import SEEN_HERE, Attempt, Card, Mastery, OpenBank, PracticeSet, Source

__all__ = ["SEEN_HERE", "Attempt", "Card", "Mastery", "Mock", "OpenBank", "PracticeSet", "Source", "TakenIn"]
