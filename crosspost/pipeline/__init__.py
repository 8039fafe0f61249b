"""The story of one article, read from top to bottom: watch, deliver, settle, repost."""
