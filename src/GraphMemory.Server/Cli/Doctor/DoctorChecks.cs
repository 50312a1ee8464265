using GraphMemory.Engine.Registries;

namespace GraphMemory.Server.Cli.Doctor;

/// <summary>Every check, in the order a person would look. To add one: a function and a line here.</summary>
internal static class DoctorChecks
{
    public static Registry<DoctorCheck> All { get; } = new("doctor checks",
    [
        new("folder", "the data folder, or the place where it would be made, cannot be written", FolderChecks.Folder),
        new("permissions", "other users can read or write files of the memory", FolderChecks.Permissions),
        new("disk", "the disk is nearly full", FolderChecks.Disk),
        new("file-system", "the folder lies on a network file system, where the store can be damaged", FolderChecks.FileSystem),
        new("sync", "a synchronisation program copies the folder (Dropbox, OneDrive, iCloud, ...)", FolderChecks.Sync),
        new("open-files", "a process may open too few files", ProcessChecks.OpenFiles),
        new("store", "the store does not open; also one that a newer version wrote", StoreChecks.Opens),
        new("writable", "the store opens for reading only", StoreChecks.Writable),
        new("integrity", "a page, an index or a rule of the store is damaged", StoreChecks.Integrity),
        new("schema", "the store was written by a newer version", StoreChecks.Schema),
        new("index", "index files are damaged or belong to another history", IndexChecks.Index),
        new("vectors", "the embedding provider does not make vectors", VectorChecks.Provider),
        new("plugins", "a plugin does not work, or the file that sets plugins up cannot be read", PluginChecks.Plugins),
        new("wal", "the write-ahead log has grown far beyond its bound", StoreChecks.WalSize),
        new("clock", "the machine's clock is before the last event, or before this program", StoreChecks.Clock),
        new("conflicts", "facts contradict each other and nobody has decided", StoreChecks.Conflicts),
        new("token", "other users can read the local token", ServerChecks.Token),
        new("bind", "other machines can read the memory without a token", ServerChecks.Bind),
        new("server", "server.json was left behind by a server that is gone", ServerChecks.Server),
        new("port", "another program listens on the port; it is named where the system tells", ServerChecks.Port),
        new("processes", "processes on the folder have lost their client, or there are very many", ProcessChecks.Processes),
        new("versions", "processes on the folder run another binary, or one that was replaced", ProcessChecks.Versions),
        new("path", "PATH holds several binaries of this name", ProcessChecks.SearchPath),
        new("clients", "a client's file cannot be read, or starts another binary or none", ClientChecks.Clients),
        new("hooks", "a client has the server but lacks the hooks or rules by which it uses the memory unasked", ClientChecks.Hooks),
    ]);
}
