"""What is read of a referral: the form, and what was told."""
