using System.Collections.Immutable;
using System.Text.Json.Serialization;
using GraphMemory.Server.Editing;
using GraphMemory.Server.Setup;

namespace GraphMemory.Server.Cli.Commands;

/// <summary>What was done, or would be, for one client.</summary>
internal sealed record ClientSetupShape(string Client, string Title, SetupFileShape[] Files)
{
    public static ClientSetupShape Of(SetupClient client, ImmutableArray<FileChange> changes, bool isDry) =>
        new(client.Name, client.Title, [.. changes.Select(change => SetupFileShape.Of(change, isDry))]);
}

/// <param name="Part">"server", "hooks" or "rules".</param>
/// <param name="Action">"unchanged", "created", "changed", "restored", "deleted" or "kept".</param>
/// <param name="Backup">Where the earlier text lies.</param>
/// <param name="Diff">What would change; only for --dry-run.</param>
internal sealed record SetupFileShape(string Path, string Part, string Action, string? Backup, string? Diff)
{
    public static SetupFileShape Of(FileChange change, bool isDry) => new(
        change.Part.Path, Word(change.Part.Kind), Word(change.Action),
        !isDry && change.Action == FileAction.Changed ? change.File.BackupPath : null,
        isDry && change.IsWritten ? UnifiedDiff.Of(change.Part.Path, change.File.Text, change.After) : null);

    private static string Word<T>(T value) where T : struct, Enum => value.ToString().ToLowerInvariant();
}

/// <param name="State">"notinstalled", "notsetup", "setup", "otherbinary", "incomplete" or "broken".</param>
internal sealed record ClientStateShape(string Client, string Title, string State, string Detail, string Path, string? Command);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ClientSetupShape[]))]
[JsonSerializable(typeof(ClientStateShape[]))]
internal sealed partial class SetupJsonContext : JsonSerializerContext;
