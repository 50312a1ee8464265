using System.Collections.Immutable;
using System.Globalization;
using GraphMemory.Engine.Errors;

namespace GraphMemory.Engine.Plugins;

public enum PluginSettingType
{
    Text,
    Integer,
    Number,
    Boolean,
}

/// <summary>One key of a plugin's configuration.</summary>
/// <param name="Default">Null: there is none.</param>
public sealed record PluginSetting(string Name, PluginSettingType Type, string Description, string? Default = null)
{
    /// <summary>It must be given when it has no default.</summary>
    public bool IsRequired { get; init; }

    /// <summary>Never shown.</summary>
    public bool IsSecret { get; init; }

    /// <summary>Of a number; of a text its least length.</summary>
    public double Min { get; init; } = double.NegativeInfinity;

    /// <summary>Of a number; of a text its greatest length.</summary>
    public double Max { get; init; } = double.PositiveInfinity;

    /// <summary>Texts that are allowed; empty when any is.</summary>
    public ImmutableArray<string> Choices { get; init; } = [];

    public string Allowed => Type switch
    {
        PluginSettingType.Boolean => "true or false",
        _ when !Choices.IsEmpty => $"one of {string.Join(", ", Choices)}",
        PluginSettingType.Text => "a text" + Range(" characters"),
        PluginSettingType.Integer => "a whole number" + Range(""),
        _ => "a number" + Range(""),
    };

    public bool Allows(string text) => Type switch
    {
        PluginSettingType.Boolean => text is "true" or "false",
        PluginSettingType.Integer => long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number >= Min && number <= Max,
        PluginSettingType.Number => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) && number >= Min && number <= Max,
        _ => (Choices.IsEmpty || Choices.Contains(text)) && text.Length >= Min && text.Length <= Max,
    };

    private string Range(string unit) => (double.IsFinite(Min), double.IsFinite(Max)) switch
    {
        (true, true) => string.Create(CultureInfo.InvariantCulture, $" from {Min} to {Max}{unit}"),
        (true, false) => string.Create(CultureInfo.InvariantCulture, $" of at least {Min}{unit}"),
        (false, true) => string.Create(CultureInfo.InvariantCulture, $" of at most {Max}{unit}"),
        _ => "",
    };
}

/// <summary>The configuration of a plugin: every key of its schema that has a value.</summary>
public sealed record PluginConfiguration(ImmutableSortedDictionary<string, string> Values)
{
    private const int ValueLengthMax = 4_096;

    public static PluginConfiguration Empty { get; } = new(ImmutableSortedDictionary<string, string>.Empty);

    public string? Text(string name) => Values.GetValueOrDefault(name);

    public long Integer(string name) => long.Parse(Values[name], CultureInfo.InvariantCulture);

    public double Number(string name) => double.Parse(Values[name], CultureInfo.InvariantCulture);

    public bool Flag(string name) => Values[name] == "true";

    /// <summary>What is given over what the schema sets, and everything that is wrong with it.</summary>
    public static (PluginConfiguration Configuration, ImmutableArray<FieldProblem> Faults) Of(ImmutableArray<PluginSetting> schema, IReadOnlyDictionary<string, string> given)
    {
        var faults = given.Keys.Where(name => schema.All(setting => setting.Name != name)).Order(StringComparer.Ordinal)
            .Select(name => new FieldProblem($"configuration.{name}", "is no key of this plugin", schema.IsEmpty ? "It takes none." : $"It takes {string.Join(", ", schema.Select(setting => setting.Name))}."))
            .ToImmutableArray().ToBuilder();
        var values = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (var setting in schema)
        {
            var value = given.GetValueOrDefault(setting.Name) ?? setting.Default;
            if (value is null)
            {
                if (setting.IsRequired) { faults.Add(new($"configuration.{setting.Name}", "is not given", $"Give {setting.Allowed}.")); }
            }
            else if (value.Length > ValueLengthMax || !setting.Allows(value)) { faults.Add(new($"configuration.{setting.Name}", "is not allowed", $"Give {setting.Allowed}.")); }
            else { values[setting.Name] = value; }
        }

        return (new(values.ToImmutable()), faults.ToImmutable());
    }
}
