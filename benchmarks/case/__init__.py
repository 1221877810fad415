"""The record of an investigation, measured: what is missing, and what slips out."""
