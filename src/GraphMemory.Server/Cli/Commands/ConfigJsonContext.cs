using System.Text.Json.Serialization;
using GraphMemory.Server.Configuration;

namespace GraphMemory.Server.Cli.Commands;

/// <summary>A setting in force. A secret's value is masked.</summary>
internal sealed record SettingShape(string Key, string Value, string Origin, bool Secret);

/// <summary>The documentation of a key.</summary>
internal sealed record KeyShape(
    string Key, string Type, string Default, string Allowed, string Description, string[] Variables, bool Secret, bool Reloadable)
{
    public static KeyShape Of(ConfigurationKey key) => new(
        key.Name, key.Type, key.Default, key.Allowed, key.Description,
        key.ShortVariable is null ? [key.Variable] : [key.ShortVariable, key.Variable], key.IsSecret, key.IsReloadable);
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(SettingShape[]))]
[JsonSerializable(typeof(KeyShape[]))]
[JsonSerializable(typeof(ConfigSetShape))]
[JsonSerializable(typeof(ConfigValidShape))]
internal sealed partial class ConfigJsonContext : JsonSerializerContext;
