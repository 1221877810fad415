"""Decisions about persons and their cases: plain values in, plain values out."""
