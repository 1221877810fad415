"""Referring somebody to the National Referral Mechanism."""
