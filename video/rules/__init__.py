"""Pure rules of video. Values in, values out."""
