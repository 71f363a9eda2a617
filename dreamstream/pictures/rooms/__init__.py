"""Rooms: each with its own walls, light and furniture."""
