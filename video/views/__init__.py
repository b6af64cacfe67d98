"""The pages of video."""
