"""What is written of a referral: the form, accounts, and that it was made."""
