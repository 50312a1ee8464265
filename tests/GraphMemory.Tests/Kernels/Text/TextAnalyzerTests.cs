using System.Text;
using CsCheck;
using GraphMemory.Kernels.Text;

namespace GraphMemory.Tests.Kernels.Text;

public sealed class TextAnalyzerTests
{
    private readonly TextAnalyzer _analyzer = new();

    [Theory]
    [InlineData("Connecting connected connections", "connect connect connect")]
    [InlineData("getUserName", "getusernam get user name")]
    [InlineData("HTTPServer", "httpserver http server")]
    [InlineData("max_open_files", "max_open_files max open file")]
    [InlineData("utf8", "utf8 utf 8")]
    [InlineData("x86_64", "x86_64 x 86 64")]
    [InlineData("__start__", "start")]
    [InlineData("_ __", "")]
    [InlineData("URLs IDs", "url id")]
    [InlineData("URLsTable", "urlstabl url tabl")]
    [InlineData("lib2/Main.cs", "lib2 librari 2 main cs")]
    [InlineData("strLen dict params", "strlen string length dictionari paramet")]
    [InlineData("iOS", "io os")]
    [InlineData("2024 v3", "2024 v3 v 3")]
    public void Words_and_identifiers_give_these_terms(string text, string terms) => Assert.Equal(terms, Terms(text));

    [Theory]
    [InlineData("naïve Straße Łódź ﬁle Ångström", "naiv strass lodz file angstrom")]
    [InlineData("e\u0301te\u0301 été", "ete ete")]
    [InlineData("ＡＢＣ＿ｄ", "abc_d abc d")]
    [InlineData("ﬀ ﬂ ﬃ ﬄ ﬆ", "ff fl ffi ffl st")]
    [InlineData("Tiếng Việt ặc", "tieng viet ac")]
    [InlineData("ПРИВЕТ ΣΟΦΟΣ σοφος", "привет σοφοσ σοφοσ")]
    [InlineData("한국어 हिन्दी", "한국어 हिन्दी")]
    public void Letters_are_folded_and_lower_cased(string text, string terms) => Assert.Equal(terms, Terms(text));

    [Theory]
    [InlineData("使用缓存", "使用 用缓 缓存")]
    [InlineData("我", "我")]
    [InlineData("使用Redis缓存", "使用 redi 缓存")]
    [InlineData("カタカナひら", "カタ タカ カナ ナひ ひら")]
    [InlineData("か\u3099き", "か\u3099 \u3099き")]
    [InlineData("𠀀𠀁", "𠀀𠀁")]
    public void Scripts_without_spaces_give_bigrams(string text, string terms)
    {
        var tokens = Analyze(text);
        var bigrams = Enumerable.Range(0, tokens.Count).Where(i => tokens[i].Kind != TokenKind.Character).Select(i => Encoding.UTF8.GetString(tokens.Term(i)));
        Assert.Equal(terms, string.Join(' ', bigrams));
    }

    [Fact]
    public void Each_character_beside_others_is_a_marked_term_at_its_own_place()
    {
        var tokens = Analyze("缓存 存");
        var characters = Enumerable.Range(0, tokens.Count).Where(i => tokens[i].Kind == TokenKind.Character).ToList();
        Assert.Equal(["\u0002缓", "\u0002存"], characters.Select(i => Encoding.UTF8.GetString(tokens.Term(i))));
        Assert.Equal([0, 1], characters.Select(i => tokens[i].Position));
    }

    [Fact]
    public void Stop_words_are_marked_and_take_a_position_and_a_word()
    {
        var tokens = Analyze("the cache of the server");
        Assert.Equal([true, false, true, true, false], tokens.Tokens.ToArray().Select(token => token.Stop));
        Assert.Equal([0, 1, 2, 3, 4], tokens.Tokens.ToArray().Select(token => token.Position));
        Assert.Equal(5, tokens.WordHashes.Length);
    }

    [Theory]
    [InlineData("don't", "")]
    [InlineData("server’s", "server")]
    [InlineData("s t", "s t")]
    public void What_an_apostrophe_leaves_is_a_stop_word_only_there(string text, string terms) => Assert.Equal(terms, Terms(text));

    [Fact]
    public void The_whole_identifier_stands_at_the_position_of_its_first_part()
    {
        var tokens = Analyze("call getUser now").Tokens.ToArray();
        Assert.Equal([TokenKind.Word, TokenKind.Whole, TokenKind.Part, TokenKind.Part], tokens.Take(4).Select(token => token.Kind));
        Assert.Equal([0, 1, 1, 2, 3], tokens.Select(token => token.Position));
        Assert.Equal((5, 7), (tokens[1].SourceStart, tokens[1].SourceLength));
        Assert.Equal((8, 4), (tokens[3].SourceStart, tokens[3].SourceLength));
    }

    [Fact]
    public void Words_hash_alike_whatever_their_case_and_diacritics()
    {
        var tokens = Analyze("Café CAFÉ cafe caffe");
        Assert.Equal(tokens.WordHashes[0], tokens.WordHashes[1]);
        Assert.Equal(tokens.WordHashes[0], tokens.WordHashes[2]);
        Assert.NotEqual(tokens.WordHashes[0], tokens.WordHashes[3]);
        Assert.Equal((5, 4), tokens.WordSource(1));
    }

    [Fact]
    public void Grams_give_one_word_per_character()
    {
        var tokens = Analyze("缓存 缓");
        Assert.Equal(3, tokens.WordHashes.Length);
        Assert.Equal(tokens.WordHashes[0], tokens.WordHashes[2]);
        Assert.Equal([0, 2], tokens.Tokens.ToArray().Where(token => token.Kind == TokenKind.Gram).Select(token => token.Position));
    }

    [Fact]
    public void A_name_is_found_in_a_text_by_its_hash()
    {
        var name = NameHash.Of(Analyze("Token Bucket").WordHashes);
        var text = Analyze("the token bucket fills").WordHashes;
        Assert.Equal(name, NameHash.Append(NameHash.Append(NameHash.Empty, text[1]), text[2]));
        Assert.NotEqual(name, NameHash.Of([text[2], text[1]]));
    }

    [Theory]
    [InlineData('x', 64)]
    [InlineData('é', 64)]
    [InlineData('ж', 64)]
    [InlineData('한', 63)]
    public void Long_terms_are_cut_at_64_bytes_between_characters_and_still_hash_whole(char letter, int bytes)
    {
        var tokens = Analyze(new string(letter, 100) + " " + new string(letter, 101));
        Assert.Equal(bytes, tokens.Term(0).Length);
        Assert.True(tokens.Term(0).SequenceEqual(tokens.Term(1)));
        Assert.NotEqual(tokens[0].WordHash, tokens[1].WordHash);
    }

    [Fact]
    public void A_very_long_run_is_data_and_gives_no_parts() =>
        Assert.Equal(1, Analyze(string.Concat(Enumerable.Repeat("aB3", 100))).Count);

    [Theory]
    [InlineData("\ud800")]
    [InlineData("a\udc00b")]
    [InlineData("\u0301")]
    [InlineData("\u0301_\u0301 x")]
    public void Broken_text_is_accepted(string text) => Assert.True(Analyze(text).Count <= 3);

    [Fact]
    public void Any_text_gives_terms_within_bounds_in_order_and_the_same_again() => AnyText.Sample(text =>
    {
        var tokens = Analyze(text);
        var (first, words) = (tokens.Tokens.ToArray(), tokens.WordHashes.ToArray());
        Assert.All(first, token => Assert.InRange(token.TermLength, 1, 64));
        Assert.All(first, token => Assert.InRange(token.SourceStart + token.SourceLength, 1, text.Length));
        Assert.True(first.Zip(first.Skip(1)).All(pair => pair.First.Position <= pair.Second.Position));
        Assert.True(first.Zip(first.Skip(1)).All(pair => pair.First.TermStart + pair.First.TermLength == pair.Second.TermStart));
        _analyzer.Analyze(text, tokens);
        Assert.Equal(first, tokens.Tokens.ToArray());
        Assert.Equal(words, tokens.WordHashes.ToArray());
    });

    [Fact]
    public void Terms_are_valid_UTF8() => AnyText.Sample(text =>
    {
        var tokens = Analyze(text);
        for (var i = 0; i < tokens.Count; i++) { Assert.True(System.Text.Unicode.Utf8.IsValid(tokens.Term(i))); }
    });

    [Fact]
    public void Stems_met_before_are_the_stems_of_a_fresh_buffer() => Gen.OneOf(Gen.Char['a', 'g'], Gen.OneOf('s', 'i', 'n', 'y', 'l', 'A', ' ')).Array[0, 16]
        .Select(letters => new string(letters))
        .Array[2, 8].Sample(words =>
    {
        var text = $"{string.Join(' ', words)} params strLen STRLEN configurations internationalizations {string.Join(' ', words)}";
        var (fresh, reused) = (Analyze(text), Analyze("any"));
        for (var round = 0; round < 2; round++) { _analyzer.Analyze(text, reused); }

        Assert.Equal(fresh.Tokens.ToArray(), reused.Tokens.ToArray());
        for (var i = 0; i < fresh.Count; i++) { Assert.Equal(fresh.Term(i), reused.Term(i)); }
    });

    [Fact]
    public void A_reused_buffer_allocates_nothing()
    {
        var tokens = Analyze("The HTTPServer handles größere Anfragen, 缓存 and max_open_files");
        _analyzer.Analyze("One text more, from which on stems are kept.", tokens);
        var before = GC.GetAllocatedBytesForCurrentThread();
        _analyzer.Analyze("The HTTPServer handles größere Anfragen, 缓存 and max_open_files", tokens);
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    private static readonly Gen<string> AnyText = Gen.OneOf(
        Gen.Char,
        Gen.OneOf('a', 'B', 'c', '_', '1', ' ', '\'', 's', 'é', '\u0301', '用', 'カ', '\ud840', '\udc00', 'Ａ')).Array[0, 60]
        .Select(units => new string(units));

    private TokenBuffer Analyze(string text)
    {
        var tokens = new TokenBuffer();
        _analyzer.Analyze(text, tokens);
        return tokens;
    }

    private string Terms(string text)
    {
        var tokens = Analyze(text);
        return string.Join(' ', Enumerable.Range(0, tokens.Count)
            .Where(i => !tokens[i].Stop)
            .Select(i => Encoding.UTF8.GetString(tokens.Term(i))));
    }
}
