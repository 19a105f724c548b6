"""What comes in from other sites, news and campaigns: the only part of Loa that uses the network."""
