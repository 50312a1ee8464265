using CsCheck;
using GraphMemory.Server.Editing;

namespace GraphMemory.Tests.Editing;

public sealed class MarkedSectionTests
{
    private static readonly Gen<string> Text = Gen.OneOf("# Mine\n", "- a rule", "\n", "", "\r\n", "text\r\n", "<!-- a comment -->\n").Array[0, 6].Select(string.Concat);

    [Fact]
    public void A_section_stands_between_its_marks_and_can_be_taken_out_again() => Text.Sample(text =>
    {
        var after = MarkedSection.Set(text, "one\ntwo").Text!;

        Assert.StartsWith(text, after, StringComparison.Ordinal);
        Assert.Equal(after, MarkedSection.Set(after, "one\ntwo").Text);
        var removed = MarkedSection.Remove(after).Text!;
        Assert.Equal(text.Length == 0 || text.EndsWith('\n') ? text : text + TextLayout.NewLineOf(text), removed);
    });

    [Fact]
    public void Only_the_section_changes()
    {
        var text = MarkedSection.Set("# Mine\n", "old").Text + "\n# More of mine\n";
        var after = MarkedSection.Set(text, "new").Text!;

        Assert.Equal(text.Replace("old", "new", StringComparison.Ordinal), after);
        Assert.True(MarkedSection.Holds(after));
        Assert.Equal("# Mine\n\n# More of mine\n", MarkedSection.Remove(after).Text);
    }

    [Fact]
    public void A_mark_without_its_other_half_is_refused()
    {
        Assert.Equal(2, MarkedSection.Set("x\n" + MarkedSection.Begin, "new").Fault!.Line);
        Assert.Equal(1, MarkedSection.Remove(MarkedSection.End).Fault!.Line);
        Assert.Equal("nothing here", MarkedSection.Remove("nothing here").Text);
    }
}
