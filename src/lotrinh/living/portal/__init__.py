"""The public portal: what may be published, plain pages about it, maps, citizens' questions."""
