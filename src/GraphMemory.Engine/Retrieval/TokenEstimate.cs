namespace GraphMemory.Engine.Retrieval;

/// <summary>
/// Tokens that a text costs a language model, estimated without one: one per four characters of Latin script or code, one per
/// character of a script that byte-pair vocabularies cover thinly. Rounded up, so that a budget holds rather than bursts.
/// </summary>
public static class TokenEstimate
{
    public static int Of(ReadOnlySpan<char> text)
    {
        var quarters = 0;
        foreach (var c in text) { quarters += c < 0x250 ? 1 : 4; }
        return (quarters + 3) / 4;
    }
}
