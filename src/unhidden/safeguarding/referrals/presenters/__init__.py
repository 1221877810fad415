"""What the pages of a referral show, and say of a refusal."""
