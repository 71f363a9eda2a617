"""Silhouettes drawn by hand, each with what the composer and the sentence must know of it."""
