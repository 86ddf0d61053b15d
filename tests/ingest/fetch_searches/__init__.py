"""Fetching stop and search month by month."""
