"""Searching what was said: which statements have the words, in which order, and why."""
