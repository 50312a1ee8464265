using System.Globalization;
using System.IO.Hashing;
using System.Text;

namespace GraphMemory.Engine.Vectors;

/// <summary>What vectors are comparable: the same provider, model, number of dimensions and preparation of the text.</summary>
/// <param name="Dimensions">As asked for; 0 for the model's own.</param>
public sealed record VectorModel(string Provider, string Name, int Dimensions, string TextPrefix)
{
    /// <summary>Names the files of the model.</summary>
    public ulong Fingerprint => XxHash3.HashToUInt64(Encoding.UTF8.GetBytes($"{Provider}\0{Name}\0{Dimensions}\0{TextPrefix}"));

    public override string ToString() => $"{Provider} {Name}";

    /// <summary>The model as a file beside its vectors tells it, for the time when the configuration names another one.</summary>
    internal string ToText() => string.Join('\n', Provider, Name, Dimensions.ToString(CultureInfo.InvariantCulture), TextPrefix);

    internal static VectorModel? FromText(string text) =>
        text.Split('\n') is [var provider, var name, var dimensions, var prefix] && int.TryParse(dimensions, NumberStyles.None, CultureInfo.InvariantCulture, out var count)
            ? new VectorModel(provider, name, count, prefix)
            : null;
}
