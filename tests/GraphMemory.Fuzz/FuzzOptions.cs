using System.Collections.Immutable;
using System.Globalization;
using GraphMemory.Engine.Registries;

namespace GraphMemory.Fuzz;

/// <param name="Time">For each target.</param>
/// <param name="Folder">Where findings go.</param>
internal sealed record FuzzOptions(TimeSpan Time, int Seed, string Folder, ImmutableArray<IFuzzTarget> Targets)
{
    /// <summary>Null when the words are not understood.</summary>
    public static FuzzOptions? Parse(IReadOnlyList<string> args, Registry<IFuzzTarget> known)
    {
        if (args.Count == 0 || args[0] != "run") { return null; }
        var (minutes, seed, folder, targets) = (1.0, 1, "findings", new List<IFuzzTarget>());
        for (var i = 1; i < args.Count; i++)
        {
            var value = i + 1 < args.Count ? args[i + 1] : "";
            switch (args[i])
            {
                case "--minutes" when double.TryParse(value, CultureInfo.InvariantCulture, out minutes) && minutes > 0: i++; break;
                case "--seed" when int.TryParse(value, CultureInfo.InvariantCulture, out seed): i++; break;
                case "--findings" when value.Length > 0: (folder, i) = (value, i + 1); break;
                case var name when known.TryGet(name, out var target): targets.Add(target); break;
                default: return null;
            }
        }

        return new(TimeSpan.FromMinutes(minutes), seed, folder, targets.Count > 0 ? [.. targets] : known.Items);
    }
}
