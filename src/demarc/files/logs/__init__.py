"""Exports of past events: CSV and XES, read once, kept small."""
