using System.Collections.Immutable;
using GraphMemory.Engine.Errors;

namespace GraphMemory.Server.Setup;

/// <summary>Makes the changes of a plan: each file as a whole, with what stood there before beside it.</summary>
internal sealed class SetupWork(SetupRecords records)
{
    public Problem? Run(ImmutableArray<FileChange> changes)
    {
        foreach (var change in changes)
        {
            var folders = records.Find(change.Part.Path)?.FoldersMade ?? [];
            if (change.IsWritten && !Write(change)) { return Changed(change); }
            records.Keep(change.Part.Path, change.Record);
            records.Save();
            if (change.Action == FileAction.Deleted) { RemoveEmpty(folders); }
        }

        return null;
    }

    private static bool Write(FileChange change)
    {
        // What is brought back to the byte needs no second copy.
        if (change.Action is FileAction.Changed) { change.File.KeepBackup(); }
        var isDone = change.After is null ? change.File.Delete() : change.File.Replace(change.After);
        if (isDone && change.Action is FileAction.Restored) { change.File.DropBackupOf(change.After!); }
        return isDone;
    }

    private static void RemoveEmpty(ImmutableArray<string> folders)
    {
        for (var i = folders.Length - 1; i >= 0; i--)
        {
            if (Directory.Exists(folders[i]) && !Directory.EnumerateFileSystemEntries(folders[i]).Any()) { Directory.Delete(folders[i]); }
        }
    }

    private static Problem Changed(FileChange change) => SetupProblems.FileChanged.With(
        $"{change.Part.Path} was changed by another program at this moment; it was left alone.",
        new FieldProblem(change.Part.Path, "was changed meanwhile", "Close the client, then run this again."));
}
