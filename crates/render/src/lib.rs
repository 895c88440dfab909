//! Every word people read.
