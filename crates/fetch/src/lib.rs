//! Fetches pages and feeds over HTTP without reaching into the network it runs in.
