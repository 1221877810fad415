"""Photos of accounts: copies for whom they are sealed to, originals for custodians."""
