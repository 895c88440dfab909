//! The help of the commands that look after an archive: verified, backed up, restored, carried elsewhere, made again.

use super::Command;

/// `verify`
pub const VERIFY: Command = Command {
    name: "verify",
    about: "Read everything that is stored once and tell what is wrong",
    long: "Read everything that is stored once, in all archives, and tell what is wrong: what cannot be read, quotes that do not stand \
in their stories, events whose reports are missing, entries that point nowhere, an index that is not in step. Beside a running \
bot questions are answered meanwhile; whoever stores something waits. Any fault: exit 3.",
    examples: "Examples:
  dateline verify
  dateline verify --format json",
};

/// `backup`
pub const BACKUP: Command = Command {
    name: "backup",
    about: "Write a backup of all archives, beside a running bot too",
    long: "Write a backup of all archives into one file, as they stand at one moment, while reading and writing go on, beside a running \
bot too. In a folder it gets a name with the time in it. It is written under a name that ends in .partial and gets its own once it \
is whole and on the disk. A file of that name stays, unless --replace is given.

What is forgotten later (an article, a person, a server) is still in backups that were made before: remove those too.",
    examples: "Examples:
  dateline backup /mnt/backups
  dateline backup dateline.backup --replace",
};

/// `restore`
pub const RESTORE: Command = Command {
    name: "restore",
    about: "Fill an empty data folder from a backup",
    long: "Fill a data folder that holds no archive from a backup. The backup is read through first: one that was cut off or changed is \
refused. What is restored is verified before it gets its place, and the search index is built anew.",
    examples: "Examples:
  dateline restore dateline.backup --data /var/lib/dateline
  dateline restore /mnt/backups/dateline-20261123T104800Z.backup",
};

/// `import`
pub const IMPORT: Command = Command {
    name: "import",
    about: "Take the JSON lines that `export --all` wrote",
    long: "Take the JSON lines that `export --all` wrote, into the archive that --archive names: stories with who saved them, \
corrections, feeds, digests, settings. What stands there already stays; running it again changes nothing. A line that cannot be \
taken is named with file and line, the others are taken, and the end is exit 3.",
    examples: "Examples:
  dateline import archive.jsonl
  dateline export --all | dateline import - --data elsewhere",
};

/// `rebuild`
pub const REBUILD: Command = Command {
    name: "rebuild",
    about: "Make everything again that is derived: reports, events, the search index",
    long: "Make everything again that is derived from stories and corrections, in all archives: reports, events, readings, the search \
index. Stories, corrections, feeds, digests and settings stay as they are. Cut short, run it again.",
    examples: "Examples:
  dateline rebuild",
};

/// `reread`
pub const REREAD: Command = Command {
    name: "reread",
    about: "Read every stored story anew, by the rules of this version",
    long: "Read every stored story anew, by the rules of this version, and link what it reports. Stories and corrections stay as they \
are; corrections find their events again. Others store stories meanwhile. Cut short, run it again.

With --dry-run nothing is kept: it shows in which stories something else would be found, and what.",
    examples: "Examples:
  dateline reread --dry-run
  dateline reread
  dateline reread --archive server:42",
};
