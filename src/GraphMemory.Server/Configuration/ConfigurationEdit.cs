using GraphMemory.Engine.Errors;
using GraphMemory.Engine.Registries;
using GraphMemory.Server.Editing;

namespace GraphMemory.Server.Configuration;

/// <summary>Changes one key of the configuration file and no character besides.</summary>
internal static class ConfigurationEdit
{
    /// <param name="value">Null takes the key out of the file.</param>
    /// <returns>The file, and its text from now on; nothing is written yet.</returns>
    public static Result<(PersonalFile File, string Text)> Make(ConfigurationSources sources, string name, string? value)
    {
        if (!ConfigurationKeys.All.TryGet(name, out var key)) { return Unknown(name); }
        if (value is not null && key.Apply(new GraphMemoryOptions(), value) is null)
        {
            return ConfigurationProblems.Invalid.With("The value cannot be used.", new FieldProblem(name, "does not take this value", $"It takes {key.Type}: {key.Allowed}."));
        }

        var path = ConfigurationLoader.PlaceOf(sources);
        var (file, fault) = PersonalFile.Read(path);
        if (fault is not null) { return Broken(path, fault); }
        var before = file!.Text ?? "";
        var edited = Edit(before, key, value);
        if (edited.Fault is not null) { return Broken(path, edited.Fault); }
        // A file that is refused already may become better in steps, but none may make it worse.
        var after = Faults(ConfigurationLoader.Load(sources, path, edited.Text!));
        return after is not null && after.Fields.Length > (before.Length == 0 ? 0 : Faults(ConfigurationLoader.Load(sources, path, before))?.Fields.Length ?? 0)
            ? after
            : (file, edited.Text!);
    }

    // A key may stand in its section, or at the top with its whole path.
    private static Edited Edit(string text, ConfigurationKey key, string? value)
    {
        var (root, fault) = JsoncReader.Read(text);
        if (fault is not null) { return fault; }
        string[] path = root?.Member(key.Name) is null ? key.Name.Split('.') : [key.Name];
        return value is null ? JsoncEdit.Remove(text, path) : JsoncEdit.Set(text, path, Written(key, value));
    }

    private static JsoncValue Written(ConfigurationKey key, string value) => key.Type switch
    {
        "integer" or "boolean" => new JsoncValue.Literal(value.Trim().ToLowerInvariant()),
        "list" => JsoncValue.Of(value.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)),
        _ => JsoncValue.Of(value),
    };

    private static Problem? Faults(Result<LoadedConfiguration> loaded) => loaded.IsSuccess ? null : loaded.Problem;

    private static Problem Unknown(string name) => ConfigurationProblems.Invalid.With(
        $"There is no key \"{name}\".",
        new FieldProblem("key", "is not known", ConfigurationKeys.All.Nearest(name, 1).FirstOrDefault() is { } nearest ? $"Did you mean {nearest}?" : "\"graphmemory config keys\" lists every key."));

    private static Problem Broken(string path, TextFault fault) => ConfigurationProblems.FileUnreadable.With(
        $"The configuration file {path} cannot be read: {fault}.", new FieldProblem("--config", $"{fault}", "Mend the file at that place, or name another one."));
}
