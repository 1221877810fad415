"""The states of a referral, and the deadlines that run."""
