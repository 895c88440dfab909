//! Names and descriptions of `/digest`, its verbs and their options.

use super::{Described, described};

/// `/digest`
pub const DIGEST: Described = described(
    "digest",
    "Post what is on, announced or changed in a channel, on a schedule (Manage Server)",
);
/// `/digest list`
pub const DIGEST_LIST: Described = described(
    "list",
    "The digests of this server, and when each comes next",
);
/// `/digest pause`
pub const DIGEST_PAUSE: Described = described("pause", "Post a digest no more until it is resumed");
/// `/digest preview`
pub const DIGEST_PREVIEW: Described =
    described("preview", "What a digest would say now; only you see it");
/// `/digest remove`
pub const DIGEST_REMOVE: Described = described(
    "remove",
    "Post a digest no longer, and forget how it was set",
);
/// `/digest resume`
pub const DIGEST_RESUME: Described = described(
    "resume",
    "Post a digest again that was paused or switched off",
);
/// `/digest run-now`
pub const DIGEST_RUN: Described = described(
    "run-now",
    "Post a digest now; its next one comes all the same",
);
/// `/digest set`
pub const DIGEST_SET: Described = described(
    "set",
    "Set a digest, or change one; what you do not give stays as it was",
);
/// `/digest set kind:`
pub const DIGEST_KIND: Described = described("kind", "What it tells");
/// `/digest set at:`
pub const DIGEST_AT: Described = described("at", "Its time of day: 09:00");
/// `/digest set channel:`
pub const DIGEST_CHANNEL: Described =
    described("channel", "Where it is posted (here where you say nothing)");
/// `/digest set zone:`
pub const DIGEST_ZONE: Described = described("zone", "The zone of its time: Europe/Oslo");
/// `/digest set days:`
pub const DIGEST_DAYS: Described = described("days", "daily, weekdays, mon-fri, or mon, thu");
/// `/digest set topic:`
pub const DIGEST_TOPIC: Described =
    described("topic", "Only events that these words are about; - for all");
/// `/digest set mention:`
pub const DIGEST_MENTION: Described = described("mention", "A role to ping with each new post");
/// `/digest set rolling:`
pub const DIGEST_ROLLING: Described = described(
    "rolling",
    "Edit the post before instead of making a new one",
);
/// `/digest set silent:`
pub const DIGEST_SILENT: Described =
    described("silent", "Post without a sound (so where you say nothing)");
/// `/digest set skip-empty:`
pub const DIGEST_SKIP: Described =
    described("skip-empty", "Post nothing where there is nothing to tell");
/// `/digest set pin:`
pub const DIGEST_PIN: Described = described("pin", "Pin the newest post");
/// `/digest set missed:`
pub const DIGEST_MISSED: Described = described(
    "missed",
    "What becomes of posts that were missed while I was off",
);
