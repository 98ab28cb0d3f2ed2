"""Official reports: Word files in the national layout, written from data with every figure traceable."""
