using System.IO.Hashing;
using System.Runtime.InteropServices;
using System.Text;
using GraphMemory.Kernels.Text;

namespace GraphMemory.Engine.Graph.Claims;

/// <summary>
/// What an observation claims, freed of its wording: the hash of its stemmed content words without negation, and whether it was negated.
/// "Uses tabs" and "does not use tabs" have one key and opposite signs, so they are found to conflict without a language model.
/// </summary>
/// <param name="Key">Equal for texts that make the same or the opposite claim.</param>
/// <param name="IsNegated">True when the text holds an odd number of negations.</param>
internal readonly record struct Claim(long Key, bool IsNegated)
{
    public static Claim Of(string text, TextAnalyzer analyzer, TokenBuffer tokens)
    {
        analyzer.Analyze(text, tokens);
        var hash = new XxHash64();
        var count = 0;
        for (var i = 0; i < tokens.Count; i++)
        {
            if (tokens[i].Kind is TokenKind.Whole or TokenKind.Character || tokens[i].Stop || Negation.IsStem(tokens.Term(i))) { continue; }
            hash.Append(tokens.Term(i));
            hash.Append([(byte)0]);
            count++;
        }

        // A text of stop words only is compared letter by letter.
        if (count == 0) { hash.Append(MemoryMarshal.AsBytes(text.AsSpan())); }
        return new Claim((long)hash.GetCurrentHashAsUInt64(), Negation.Count(text) % 2 == 1);
    }
}
