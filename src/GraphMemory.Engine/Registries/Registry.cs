using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

namespace GraphMemory.Engine.Registries;

/// <summary>An explicit list of named things, checked and frozen at start.</summary>
/// <exception cref="ArgumentException">Thrown by the constructor with every duplicate and malformed name at once.</exception>
public sealed class Registry<T> where T : INamed
{
    private readonly FrozenDictionary<string, T> _byName;

    public Registry(string title, IEnumerable<T> items)
    {
        Title = title;
        Items = [.. items];
        var faults = Items.Where(item => !IsWellFormed(item.Name)).Select(item => $"malformed name \"{item.Name}\"")
            .Concat(Items.GroupBy(item => item.Name, StringComparer.Ordinal).Where(group => group.Count() > 1)
                .Select(group => $"\"{group.Key}\" is listed {group.Count()} times"))
            .ToList();
        if (faults.Count > 0)
        {
            throw new ArgumentException($"Registry of {title}: {string.Join("; ", faults)}.", nameof(items));
        }

        _byName = Items.ToFrozenDictionary(item => item.Name, StringComparer.Ordinal);
    }

    /// <summary>What is listed, in the plural: "problem codes", "formats".</summary>
    public string Title { get; }

    public ImmutableArray<T> Items { get; }

    public bool TryGet(string name, [MaybeNullWhen(false)] out T item) => _byName.TryGetValue(name, out item);

    /// <summary>The registered names nearest to <paramref name="name"/>, best first: what a clear error suggests.</summary>
    public IEnumerable<string> Nearest(string name, int countMax = 3) => NearestNames.Of(name, _byName.Keys, countMax);

    private static bool IsWellFormed(string name) =>
        name.Length is > 0 and <= 64 && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-' or '.');
}
