namespace GraphMemory.Server.Cli.Commands;

/// <summary>What a format could not hold, for people: one line, or none when nothing was lost.</summary>
internal static class LossText
{
    public static void Write(TextWriter output, string word, IReadOnlyDictionary<string, long> lost)
    {
        if (lost.Count > 0) { output.WriteLine($"  {word}: {string.Join(", ", lost.Select(pair => $"{SafeText.Line(pair.Key)} {pair.Value:N0}"))}"); }
    }
}
