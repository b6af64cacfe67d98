"""Exams: papers drawn and sealed, candidates, sittings by the journal protocol, marking, release. Not for issuing certificates."""
