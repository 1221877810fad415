"""Outcomes, orders, holds, and how long everything is kept."""
