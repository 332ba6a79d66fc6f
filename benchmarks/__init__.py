"""What is measured: as ratios to a floor of the same run, since machines differ and are noisy."""
