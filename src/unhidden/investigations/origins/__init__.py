"""Where an investigation comes from: requests, visits, disclosures, others."""
