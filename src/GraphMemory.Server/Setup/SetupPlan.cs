using System.Collections.Immutable;
using GraphMemory.Engine.Errors;
using GraphMemory.Server.Editing;

namespace GraphMemory.Server.Setup;

internal enum FileAction
{
    Unchanged,
    Created,
    Changed,
    Restored,
    Deleted,

    /// <summary>Another client relies on it.</summary>
    Kept,
}

/// <summary>What is to happen to one file.</summary>
/// <param name="After">Null for a file that goes.</param>
/// <param name="Record">What to remember about it afterwards; null for nothing.</param>
internal sealed record FileChange(SetupPart Part, PersonalFile File, FileAction Action, string? After, SetupRecord? Record)
{
    public bool IsWritten => Action is FileAction.Created or FileAction.Changed or FileAction.Restored or FileAction.Deleted;
}

/// <summary>Works out every change of a client before the first is made: one file that cannot be read stops them all.</summary>
internal sealed class SetupPlan(SetupRecords records)
{
    public Result<ImmutableArray<FileChange>> Make(SetupClient client, IEnumerable<SetupPart> parts, bool isRemoval)
    {
        var changes = ImmutableArray.CreateBuilder<FileChange>();
        foreach (var part in parts)
        {
            var (file, fault) = PersonalFile.Read(part.Path);
            if (fault is not null) { return Broken(part, fault); }
            var change = isRemoval ? Removal(client, part, file!) : Installation(client, part, file!);
            if (!change.IsSuccess) { return change.Problem; }
            changes.Add(change.Value);
        }

        return changes.ToImmutable();
    }

    private Result<FileChange> Installation(SetupClient client, SetupPart part, PersonalFile file)
    {
        var known = records.Find(part.Path);
        var edited = part.Edit.Install(file.Text ?? "");
        if (edited.Fault is { } fault) { return Broken(part, fault); }
        var clients = (known?.Clients ?? []).Append(client.Name).Distinct(StringComparer.Ordinal);
        if (edited.Text == file.Text) { return new FileChange(part, file, FileAction.Unchanged, file.Text, known is null ? null : known with { Clients = [.. clients] }); }
        // A set-up that is done again is remembered as one change of what stood there before the first.
        var (isKnown, before) = known?.Before(file.Text, part.Edit) ?? (false, null);
        if (!isKnown) { before = file.Text; }
        IEnumerable<string> folders = isKnown ? known!.FoldersMade : MissingFolders(file.Target);
        var isOurs = before is null || part.Edit.Look(before).State == PartState.Absent;
        var record = isOurs ? SetupRecord.Of(part.Path, before, edited.Text!, folders, clients) : null;
        return new FileChange(part, file, file.Text is null ? FileAction.Created : FileAction.Changed, edited.Text, record);
    }

    private Result<FileChange> Removal(SetupClient client, SetupPart part, PersonalFile file)
    {
        var known = records.Find(part.Path);
        if (file.Text is null) { return new FileChange(part, file, FileAction.Unchanged, null, null); }
        if (known?.Clients.Remove(client.Name) is { Length: > 0 } others) { return new FileChange(part, file, FileAction.Kept, file.Text, known with { Clients = others }); }
        var (isKnown, before) = known?.Before(file.Text, part.Edit) ?? (false, null);
        if (isKnown) { return new FileChange(part, file, before is null ? FileAction.Deleted : FileAction.Restored, before, null); }
        var edited = part.Edit.Remove(file.Text);
        if (edited.Fault is { } fault) { return Broken(part, fault); }
        var action = edited.Text is null ? FileAction.Deleted : edited.Text == file.Text ? FileAction.Unchanged : FileAction.Changed;
        return new FileChange(part, file, action, edited.Text, null);
    }

    private static List<string> MissingFolders(string path)
    {
        var missing = new List<string>();
        for (var folder = Path.GetDirectoryName(path); folder is not null && !Directory.Exists(folder); folder = Path.GetDirectoryName(folder)) { missing.Insert(0, folder); }
        return missing;
    }

    private static Problem Broken(SetupPart part, TextFault fault) => SetupProblems.FileBroken.With(
        $"{part.Path} cannot be read: {fault}. Nothing was written.",
        new FieldProblem(part.Path, $"{fault}", $"Mend it there (line {fault.Line}, column {fault.Column}), then run this again."));
}
