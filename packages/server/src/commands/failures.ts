/** A failure said in one line, for people. The command ends with exit code 1. */
export class CommandError extends Error {
  override readonly name = "CommandError";
}

const reasons: Record<string, string> = {
  EADDRINUSE: "the port is taken. Stop what uses it, or choose another with --port (0 picks a free one)",
  EADDRNOTAVAIL: "this machine does not have that address. Choose another with --host",
  EACCES: "permission denied. Choose another place or port, or change the permissions",
  EPERM: "permission denied. Choose another place or port, or change the permissions",
  ENOENT: "the folder is not there, and cannot be made. Choose another path",
  EISDIR: "that is a folder. Give the path of a file",
  EROFS: "the file system is read-only. Choose another folder with --database sqlite:path/to/foyer.db",
  EEXIST: "part of the path is a file, not a folder",
  ENOTDIR: "part of the path is a file, not a folder",
  ENOTFOUND: "no such host",
  ECONNREFUSED: "nothing answers there. Is PostgreSQL running?",
  SQLITE_CANTOPEN: "the file cannot be opened or made. Check the folder and its permissions",
  SQLITE_READONLY: "the file cannot be written. Check its permissions",
  SQLITE_NOTADB: "the file is not a SQLite database",
  SQLITE_IOERR: "the file cannot be read and written as one on a disk. Choose another with --database",
  SQLITE_FULL: "the disk is full",
  SQLITE_BUSY: "another program holds the file locked",
  "28P01": "the user or password is wrong",
  "3D000": "there is no such database. Make it with createdb",
};

/** One line out of a system's error: what failed, why, how to mend it. */
export function explain(error: unknown, what: string): CommandError {
  const { code = "", message } = error as NodeJS.ErrnoException;
  const [, primary = ""] = /^(SQLITE_[A-Z]+)/.exec(code) ?? [];
  const reason = reasons[code] ?? reasons[primary] ?? message;
  return new CommandError(`${what}: ${reason}.`.replace(/([.?])\.$/, "$1"), { cause: error });
}
