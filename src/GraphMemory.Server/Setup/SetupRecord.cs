using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using GraphMemory.Server.Hosting;

namespace GraphMemory.Server.Setup;

/// <summary>What a set-up did to a file, so that it can be taken back to the last byte even when other parts of the file changed since.</summary>
/// <param name="Existed">False: the file was made by us.</param>
/// <param name="FoldersMade">Folders that were made for it, outermost first.</param>
/// <param name="Removed">The stretch that stood there before.</param>
/// <param name="Inserted">The stretch that stands there now.</param>
/// <param name="Clients">Who relies on what is written there.</param>
internal sealed record SetupRecord(string Path, bool Existed, ImmutableArray<string> FoldersMade, string Removed, string Inserted, ImmutableArray<string> Clients)
{
    public static SetupRecord Of(string path, string? before, string after, IEnumerable<string> foldersMade, IEnumerable<string> clients)
    {
        var old = before ?? "";
        var head = old.AsSpan().CommonPrefixLength(after);
        var tail = 0;
        while (tail < Math.Min(old.Length, after.Length) - head && old[^(tail + 1)] == after[^(tail + 1)]) { tail++; }
        return new(path, before is not null, [.. foldersMade], old[head..^tail], after[head..^tail], [.. clients]);
    }

    /// <summary>Whether the file can be brought back to what it was, and what it was; a null text stands for no file.</summary>
    public (bool IsKnown, string? Text) Before(string? text, ISetupEdit edit)
    {
        if (text is null) { return (false, null); }
        if (!Existed) { return (text == Inserted, null); }
        var at = text.IndexOf(Inserted, StringComparison.Ordinal);
        if (at < 0 || text.IndexOf(Inserted, at + 1, StringComparison.Ordinal) >= 0) { return (false, null); }
        var before = text[..at] + Removed + text[(at + Inserted.Length)..];
        return edit.Look(before) is { State: PartState.Absent, Fault: null } ? (true, before) : (false, null);
    }
}

/// <summary>The records of this user, in one file that only they can read.</summary>
internal sealed class SetupRecords(string path)
{
    private readonly Dictionary<string, SetupRecord> _byPath = Load(path);

    public SetupRecord? Find(string file) => _byPath.GetValueOrDefault(file);

    public void Keep(string file, SetupRecord? record)
    {
        if (record is null) { _byPath.Remove(file); }
        else { _byPath[file] = record; }
    }

    public void Save()
    {
        if (_byPath.Count == 0)
        {
            if (File.Exists(path)) { File.Delete(path); }
            return;
        }

        new Sqlite.DataFolder(Path.GetDirectoryName(path)!).Create();
        SetupRecord[] all = [.. _byPath.Values.OrderBy(record => record.Path, StringComparer.Ordinal)];
        PrivateFile.Replace(path, JsonSerializer.Serialize(all, SetupRecordJsonContext.Default.SetupRecordArray) + "\n");
    }

    // Without its records a set-up is still taken out, only less exactly.
    private static Dictionary<string, SetupRecord> Load(string path)
    {
        try
        {
            return (JsonSerializer.Deserialize(File.ReadAllBytes(path), SetupRecordJsonContext.Default.SetupRecordArray) ?? [])
                .Where(record => record.Path is not null).ToDictionary(record => record.Path, StringComparer.Ordinal);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or JsonException or ArgumentException)
        {
            return [];
        }
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
[JsonSerializable(typeof(SetupRecord[]))]
internal sealed partial class SetupRecordJsonContext : JsonSerializerContext;
