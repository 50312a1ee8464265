using GraphMemory.Engine.Registries;

namespace GraphMemory.Server.Cli.Doctor;

/// <summary>Every check, in the order a person would look. To add one: a function and a line here.</summary>
internal static class DoctorChecks
{
    public static Registry<DoctorCheck> All { get; } = new("doctor checks",
    [
        new("folder", FolderChecks.Folder),
        new("permissions", FolderChecks.Permissions),
        new("disk", FolderChecks.Disk),
        new("file-system", FolderChecks.FileSystem),
        new("sync", FolderChecks.Sync),
        new("open-files", ProcessChecks.OpenFiles),
        new("store", StoreChecks.Opens),
        new("writable", StoreChecks.Writable),
        new("integrity", StoreChecks.Integrity),
        new("schema", StoreChecks.Schema),
        new("index", IndexChecks.Index),
        new("wal", StoreChecks.WalSize),
        new("clock", StoreChecks.Clock),
        new("conflicts", StoreChecks.Conflicts),
        new("token", ServerChecks.Token),
        new("bind", ServerChecks.Bind),
        new("server", ServerChecks.Server),
        new("port", ServerChecks.Port),
        new("processes", ProcessChecks.Processes),
        new("versions", ProcessChecks.Versions),
        new("path", ProcessChecks.SearchPath),
        new("clients", ClientChecks.Clients),
        new("hooks", ClientChecks.Hooks),
    ]);
}
