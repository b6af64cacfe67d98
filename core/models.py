"""Every table of the ground, gathered for migrations."""

from core.audit import AuditRecord
from core.jobs.models import Job

__all__ = ["AuditRecord", "Job"]
