"""What ``make bench`` measures: writers, pages against a raw twin, start, weights. Ratios in one run where possible."""
