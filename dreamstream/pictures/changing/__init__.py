"""Changing: a wish in words becomes another scene, or other pixels."""
