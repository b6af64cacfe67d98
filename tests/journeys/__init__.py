"""Journeys: a few long walks through the running application, with real clicks in a real browser."""
