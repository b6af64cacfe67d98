"""Pictures for tests."""

from io import BytesIO

from PIL import Image


def png(width: int, height: int) -> bytes:
    """A white PNG of that size."""
    out = BytesIO()
    Image.new("L", (width, height), 255).save(out, "PNG")
    return out.getvalue()
