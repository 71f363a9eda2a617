"""Backends that answer over HTTP: one client, one adapter for each way of speaking."""
