using GraphMemory.Server.Editing;

namespace GraphMemory.Tests.Editing;

public sealed class UnifiedDiffTests
{
    [Fact]
    public void A_change_in_the_middle_has_three_lines_around_it() => Assert.Equal(
        "--- f\n+++ f\n@@ -2,7 +2,7 @@\n 2\n 3\n 4\n-5\n+five\n 6\n 7\n 8\n",
        UnifiedDiff.Of("f", "1\n2\n3\n4\n5\n6\n7\n8\n9\n", "1\n2\n3\n4\nfive\n6\n7\n8\n9\n"));

    [Fact]
    public void A_new_file_and_a_file_that_goes_are_told()
    {
        Assert.Equal("--- /dev/null\n+++ f\n@@ -0,0 +1,2 @@\n+a\n+b\n\\ No newline at end of file\n", UnifiedDiff.Of("f", null, "a\nb"));
        Assert.Equal("--- f\n+++ /dev/null\n@@ -1,1 +0,0 @@\n-a\n", UnifiedDiff.Of("f", "a\n", null));
        Assert.Empty(UnifiedDiff.Of("f", "a", "a"));
    }
}
