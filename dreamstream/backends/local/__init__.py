"""The embedded backend: reads dreams and paints them, offline, with nothing but this package."""
