"""The jobs of the ground itself."""

from core import mail

__all__ = ["mail"]
