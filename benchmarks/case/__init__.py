"""The record of an investigation: how fast, how whole, and what it lets slip."""
