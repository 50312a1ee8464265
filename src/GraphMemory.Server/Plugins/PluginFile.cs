using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using GraphMemory.Engine.Errors;
using GraphMemory.Engine.Plugins;
using GraphMemory.Server.Hosting;

namespace GraphMemory.Server.Plugins;

/// <summary>What the owner of a memory wants of one plugin.</summary>
internal sealed record PluginWish(bool Enabled, Dictionary<string, string>? Settings = null);

internal sealed record PluginWishes(SortedDictionary<string, PluginWish> Plugins);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, WriteIndented = true,
    RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true, ReadCommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true)]
[JsonSerializable(typeof(PluginWishes))]
internal sealed partial class PluginFileJson : JsonSerializerContext;

/// <summary>
/// The file <c>plugins.json</c> of a data folder, 0600. Not in the database: a backup that is restored on another machine must not start
/// programs there. Not in the configuration file: that is its owner's to write, this one is ours.
/// </summary>
internal sealed class PluginFile(string path, TimeProvider time)
{
    private const int LockAttemptsMax = 40;
    private static readonly TimeSpan LockPause = TimeSpan.FromMilliseconds(50);

    public bool Exists => File.Exists(path);

    public DateTime Stamp => File.GetLastWriteTimeUtc(path);

    public Result<PluginWishes> Read()
    {
        try
        {
            if (!File.Exists(path)) { return new PluginWishes([]); }
            return JsonSerializer.Deserialize(File.ReadAllBytes(path), PluginFileJson.Default.PluginWishes) ?? (Result<PluginWishes>)Unusable("it holds nothing");
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or JsonException)
        {
            return Unusable(fault.Message);
        }
    }

    /// <summary>Sets what is wanted of one plugin. What others write at the same time stays.</summary>
    public async Task<Problem?> SetAsync(string name, PluginWish wish)
    {
        try
        {
            await using var turn = await TakeTurnAsync();
            var wishes = Read();
            if (!wishes.IsSuccess) { return wishes.Problem; }
            wishes.Value.Plugins[name] = wish;
            PrivateFile.Replace(path, JsonSerializer.Serialize(wishes.Value, PluginFileJson.Default.PluginWishes));
            return null;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return Unusable(fault.Message);
        }
    }

    private async Task<FileStream> TakeTurnAsync()
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                var options = new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite, Share = FileShare.None };
                if (!OperatingSystem.IsWindows()) { options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite; }
                return new FileStream($"{path}.lock", options);
            }
            catch (IOException) when (attempt < LockAttemptsMax)
            {
                await Task.Delay(LockPause, time);
            }
        }
    }

    private Problem Unusable(string why) => PluginProblems.Settings.With(
        $"{path} cannot be used: {why}", new FieldProblem("plugins.json", "cannot be read or written", "Mend it, or delete it: then no plugin is enabled."));

    public static ImmutableDictionary<string, string> Given(PluginWish wish) => (wish.Settings ?? []).ToImmutableDictionary(StringComparer.Ordinal);
}
