using System.Text;
using GraphMemory.Kernels.Text;
using GraphMemory.Server.Vectors;

namespace GraphMemory.Tests.Vectors;

public sealed class WordPieceTokenizerTests : IDisposable
{
    private static readonly string[] Uncased =
        ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "un", "##aff", "##able", "affable", "cafe", "!", "日", "本", "the", "##s", "straße", "_", "name"];

    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("", new int[0])]
    [InlineData("unaffable", new[] { 4, 5, 6 })] // the example of the paper's own code
    [InlineData("The CAFÉ!", new[] { 12, 8, 9 })]
    [InlineData("cafe\u0301s", new[] { 8, 13 })] // a decomposed accent
    [InlineData("日本", new[] { 10, 11 })]
    [InlineData("the\tthe\u00A0the", new[] { 12, 12, 12 })]
    [InlineData("un\u0000af\u200Bfable", new[] { 4, 5, 6 })] // control and format characters are no characters
    [InlineData("unknown the", new[] { 1, 12 })]
    [InlineData("Straße", new[] { 14 })]
    [InlineData("the_name", new[] { 12, 15, 16 })]
    public void Words_become_the_longest_pieces(string text, int[] pieces) => Assert.Equal([2, .. pieces, 3], Read(Uncased).Encode(text, 64));

    [Fact]
    public void A_word_that_is_too_long_is_unknown() => Assert.Equal([2, 1, 12, 3], Read(Uncased).Encode(new string('x', 101) + " the", 64));

    [Fact]
    public void A_long_text_is_cut_and_still_ends_as_it_must() =>
        Assert.Equal([2, 12, 12, 12, 3], Read(Uncased).Encode(string.Join(' ', Enumerable.Repeat("the", 1_000)), 5));

    [Fact]
    public void A_vocabulary_with_capitals_keeps_case_and_accents()
    {
        var cased = Read("[PAD]", "[UNK]", "[CLS]", "[SEP]", "Berlin", "berlin", "Café");
        Assert.Equal([2, 4, 5, 6, 3], cased.Encode("Berlin berlin Café", 64));
    }

    [Fact]
    public void A_vocabulary_that_cannot_be_read_is_a_problem() =>
        Assert.Contains("cannot be read", WordPieceTokenizer.Read(Path.Combine(_folder.Path, "missing")).Problem!.Detail, StringComparison.Ordinal);

    [Theory]
    [InlineData("É", "e")]
    [InlineData("ø", "ø")]
    [InlineData("Ł", "ł")]
    [InlineData("ế", "e")]
    [InlineData("Я", "я")]
    [InlineData("A", "a")]
    public void Letters_lose_their_accent_but_stay_themselves(string letter, string expected) =>
        Assert.Equal(Rune.GetRuneAt(expected, 0), LatinLetters.Fold(Rune.GetRuneAt(letter, 0)));

    private WordPieceTokenizer Read(params string[] pieces) =>
        WordPieceTokenizer.Read(_folder.File("vocab.txt", string.Join('\n', pieces))).Value;
}
