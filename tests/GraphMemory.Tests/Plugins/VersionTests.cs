using CsCheck;
using GraphMemory.Engine.Plugins;

namespace GraphMemory.Tests.Plugins;

public sealed class VersionTests
{
    private static readonly Gen<SemanticVersion> Versions = Gen.Select(
        Gen.Int[0, 3], Gen.Int[0, 3], Gen.Int[0, 3], Gen.OneOf("", "alpha", "alpha.1", "alpha.2", "alpha.10", "beta", "1", "2", "10", "rc.1"),
        (major, minor, patch, pre) => new SemanticVersion(major, minor, patch, pre));

    [Fact]
    public void The_order_is_that_of_the_specification()
    {
        string[] ascending = ["1.0.0-alpha", "1.0.0-alpha.1", "1.0.0-alpha.beta", "1.0.0-beta", "1.0.0-beta.2", "1.0.0-beta.11", "1.0.0-rc.1", "1.0.0", "2.0.0", "2.1.0", "2.1.1"];
        Assert.All(ascending.Zip(ascending.Skip(1)), pair => Assert.True(SemanticVersion.Parse(pair.First)! < SemanticVersion.Parse(pair.Second)!, $"{pair}"));
    }

    [Fact]
    public void What_is_written_is_read_again() => Versions.Sample(version => Assert.Equal(version, SemanticVersion.Parse(version.ToString())));

    [Fact]
    public void The_order_is_total() => Gen.Select(Versions, Versions, Versions).Sample((a, b, c) =>
    {
        Assert.Equal(Math.Sign(a.CompareTo(b)), -Math.Sign(b.CompareTo(a)));
        if (a <= b && b <= c) { Assert.True(a <= c); }
    });

    [Theory]
    [InlineData("1.0")]
    [InlineData("01.0.0")]
    [InlineData("1.0.0-")]
    [InlineData("1.0.0-01")]
    [InlineData("1.0.0+")]
    [InlineData("v1.0.0")]
    [InlineData("")]
    [InlineData("1.0.99999999999")]
    public void What_is_no_version_is_refused(string text) => Assert.Null(SemanticVersion.Parse(text));

    [Fact]
    public void Build_metadata_does_not_count() => Assert.Equal(SemanticVersion.Parse("1.2.3+build.7"), SemanticVersion.Parse("1.2.3"));

    [Theory]
    [InlineData("*", "0.0.1", true)]
    [InlineData("1.2.3", "1.2.3", true)]
    [InlineData("=1.2.3", "1.2.4", false)]
    [InlineData(">=1.2.0 <2.0.0", "1.9.9", true)]
    [InlineData(">=1.2.0 <2.0.0", "2.0.0", false)]
    [InlineData(">1.2.0 <=1.3.0", "1.2.0", false)]
    [InlineData("^1.2.0", "1.9.0", true)]
    [InlineData("^1.2.0", "2.0.0", false)]
    [InlineData("^0.2.0", "0.3.0", false)]
    [InlineData("~1.2.0", "1.2.9", true)]
    [InlineData("~1.2.0", "1.3.0", false)]
    public void A_range_holds_what_it_says(string range, string version, bool holds) => Assert.Equal(holds, VersionRange.Parse(range)!.Holds(SemanticVersion.Parse(version)!));

    [Theory]
    [InlineData("")]
    [InlineData(">>1.0.0")]
    [InlineData("^1.0")]
    [InlineData("!1.0.0")]
    public void What_is_no_range_is_refused(string text) => Assert.Null(VersionRange.Parse(text));
}
