"""Running the site: setting up, serving, the sample province, backup, the doctor. The command line only calls these."""
