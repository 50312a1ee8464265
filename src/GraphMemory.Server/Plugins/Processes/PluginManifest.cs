using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using GraphMemory.Engine.Errors;
using GraphMemory.Engine.Plugins;

namespace GraphMemory.Server.Plugins.Processes;

internal sealed record ManifestHook(string Hook, int Order = 100, int LimitMs = PluginSubscription.LimitMsDefault);

internal sealed record ManifestSetting(
    string Name, string Type = "text", string Description = "", string? Default = null, bool Required = false, bool Secret = false, double? Min = null, double? Max = null,
    string[]? Choices = null);

internal sealed record ManifestDependency(string Name, string Versions = "*");

internal sealed record ManifestLimits(int MemoryMb = 512, int CpuSeconds = 0, int MessageBytes = 4 << 20, int Restarts = 5);

/// <summary>A file of the folder <c>plugins</c> that declares a process.</summary>
/// <param name="Command">Program to start: a full path, or a file of the folder.</param>
/// <param name="Sha256">Of the command.</param>
/// <param name="Files">SHA-256 of further files that it is made of, by path; those of the folder by their name.</param>
internal sealed record PluginManifest(
    string Name, string Kind, string Command, string Sha256, string[]? Arguments = null, Dictionary<string, string>? Files = null, string Version = "1.0.0",
    string Description = "", string Author = "", string HostApi = "^1.0.0", string[]? Permissions = null, ManifestHook[]? Hooks = null,
    ManifestDependency[]? Dependencies = null, ManifestSetting[]? Settings = null, ManifestLimits? Limits = null)
{
    private const int LengthMax = 256 << 10;
    private const UnixFileMode OthersWrite = UnixFileMode.GroupWrite | UnixFileMode.OtherWrite;

    /// <summary>The descriptor that a manifest declares. What is wrong with it stands in its faults, so that it is listed and not executed.</summary>
    public static PluginDescriptor Read(string path, Func<PluginDescriptor, ProcessCommand, IPlugin> create, string? hidden)
    {
        var name = Path.GetFileNameWithoutExtension(path);
        try
        {
            if (WritableByOthers(path)) { return Broken(name, new("manifest", "can be written by others", $"chmod go-w {path}")); }
            if (new FileInfo(path).Length > LengthMax) { return Broken(name, new("manifest", "is too long", $"Use at most {LengthMax} bytes.")); }
            var manifest = JsonSerializer.Deserialize(File.ReadAllBytes(path), ManifestJson.Default.PluginManifest);
            return manifest is null ? Broken(name, new("manifest", "is empty", "Declare the plugin.")) : manifest.Describe(name, Path.GetDirectoryName(path)!, create, hidden);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or JsonException)
        {
            return Broken(name, new("manifest", $"cannot be read: {fault.Message}", "docs/plugins.md shows one."));
        }
    }

    private PluginDescriptor Describe(string fileName, string folder, Func<PluginDescriptor, ProcessCommand, IPlugin> create, string? hidden)
    {
        var limits = Limits ?? new();
        var hashes = (Files ?? []).Select(pair => KeyValuePair.Create(Path.GetFullPath(pair.Key, folder), pair.Value)).Append(KeyValuePair.Create(Path.GetFullPath(Command, folder), Sha256));
        var permissions = (Permissions ?? []).ToImmutableArray();
        var command = new ProcessCommand(
            Path.GetFullPath(Command, folder), Arguments ?? [], hashes.DistinctBy(pair => pair.Key).ToDictionary(), folder,
            new(limits.MemoryMb, limits.CpuSeconds, limits.MessageBytes, limits.Restarts))
        {
            MayWriteFiles = permissions.Contains(PluginPermissions.FileSystem.Name), MayUseNetwork = permissions.Contains(PluginPermissions.Network.Name), Hidden = hidden,
        };
        PluginDescriptor? descriptor = null;
        descriptor = new PluginDescriptor(Name, Enum.TryParse<PluginKind>(Kind, ignoreCase: true, out var kind) ? kind : PluginKind.Transform, Description, () => create(descriptor!, command))
        {
            Version = Version, Author = Author, HostApi = HostApi, Permissions = permissions, Origin = command.ToString(),
            Hooks = [.. (Hooks ?? []).Select(hook => new PluginSubscription(hook.Hook, hook.Order, hook.LimitMs))],
            Dependencies = [.. (Dependencies ?? []).Select(dependency => new PluginDependency(dependency.Name, dependency.Versions))],
            Settings = [.. (Settings ?? []).Select(Setting)],
            Faults = [.. Wrong(fileName, folder, limits)],
        };
        return descriptor;
    }

    private IEnumerable<FieldProblem> Wrong(string fileName, string folder, ManifestLimits limits)
    {
        if (Name != fileName) { yield return new("name", $"is not the name of its file, {fileName}", "Make them the same."); }
        if (!Enum.TryParse<PluginKind>(Kind, ignoreCase: true, out _) || int.TryParse(Kind, out _)) { yield return new("kind", $"\"{Kind}\" is no kind", $"Use {string.Join(", ", Enum.GetNames<PluginKind>().Select(word => word.ToLowerInvariant()))}."); }
        if (!File.Exists(Path.GetFullPath(Command, folder))) { yield return new("command", "does not exist", "Give a full path, or a file beside the manifest."); }
        foreach (var (path, hash) in (Files ?? []).Append(KeyValuePair.Create("sha256", Sha256)).Where(pair => pair.Value.Length != 64 || !pair.Value.All(char.IsAsciiHexDigit)))
        {
            yield return new(path == "sha256" ? path : $"files.{path}", $"\"{hash}\" is no SHA-256", "Use what sha256sum prints.");
        }

        foreach (var setting in (Settings ?? []).Where(setting => !Enum.TryParse<PluginSettingType>(setting.Type, ignoreCase: true, out _)))
        {
            yield return new($"settings.{setting.Name}.type", $"\"{setting.Type}\" is no type", "Use text, integer, number or boolean.");
        }

        (string Field, int Value, int Min, int Max)[] bounds =
            [("memoryMb", limits.MemoryMb, 16, 65_536), ("cpuSeconds", limits.CpuSeconds, 0, 86_400), ("messageBytes", limits.MessageBytes, 1_024, 64 << 20), ("restarts", limits.Restarts, 0, 100)];
        foreach (var (field, value, min, max) in bounds.Where(bound => bound.Value < bound.Min || bound.Value > bound.Max)) { yield return new($"limits.{field}", $"is {value}", $"Use {min} to {max}."); }
    }

    private static PluginSetting Setting(ManifestSetting setting) => new(
        setting.Name, Enum.TryParse<PluginSettingType>(setting.Type, ignoreCase: true, out var type) ? type : PluginSettingType.Text, setting.Description, setting.Default)
    {
        IsRequired = setting.Required, IsSecret = setting.Secret, Min = setting.Min ?? double.NegativeInfinity, Max = setting.Max ?? double.PositiveInfinity, Choices = [.. setting.Choices ?? []],
    };

    private static bool WritableByOthers(string path) => !OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & OthersWrite) != 0;

    private static PluginDescriptor Broken(string name, FieldProblem fault) =>
        new(name, PluginKind.Transform, "", () => throw new InvalidOperationException("A plugin that is not valid is never made.")) { Origin = "manifest", Faults = [fault] };
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, ReadCommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true, RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
[JsonSerializable(typeof(PluginManifest))]
internal sealed partial class ManifestJson : JsonSerializerContext;
