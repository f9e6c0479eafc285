"""Subscriptions by mail: asking, confirming, ending them, and sending what they ask for."""
