"""What is typed of a referral."""
