using System.Text.RegularExpressions;

namespace GraphMemory.Tests.Architecture;

public sealed partial class SourceRulesTests
{
    private const int FileLinesMax = 400;

    [Fact]
    public void No_source_file_is_longer_than_one_sitting() => Assert.Empty(
        Repository.Files("src", "*.cs").Select(file => (Path: Repository.Relative(file), Lines: File.ReadLines(file).Count()))
            .Where(file => file.Lines > FileLinesMax).Select(file => $"{file.Path}: {file.Lines} lines"));

    [Fact]
    public void No_region_hides_a_class_that_was_not_extracted() => Assert.Empty(
        Repository.Files("src", "*.cs").Where(file => File.ReadLines(file).Any(line => line.TrimStart().StartsWith("#region", StringComparison.Ordinal)))
            .Select(Repository.Relative));

    [Fact]
    public void Names_say_what_a_thing_is() => Assert.Empty(
        Repository.Files("src", "*.cs").Where(file => NamesThatSayNothing().IsMatch(Path.GetFileNameWithoutExtension(file))).Select(Repository.Relative));

    [Fact]
    public void Lock_files_and_project_files_name_no_host() => Assert.Empty(
        new[] { "packages.lock.json", "*.csproj", "*.props", "*.targets", "*.config" }
            .SelectMany(pattern => Repository.Files(".", pattern))
            .Where(file => Host().IsMatch(File.ReadAllText(file))).Select(Repository.Relative));

    [Fact]
    public void Every_project_has_a_lock_file() => Assert.Empty(
        Repository.Files(".", "*.csproj").Where(file => !File.Exists(Path.Combine(Path.GetDirectoryName(file)!, "packages.lock.json")))
            .Select(Repository.Relative));

    [GeneratedRegex("(Manager|Helper|Helpers|Util|Utils|Utilities|Common|Misc|Impl)$")]
    private static partial Regex NamesThatSayNothing();

    [GeneratedRegex("https?://|(?<![0-9])[0-9]{1,3}(\\.[0-9]{1,3}){3}:[0-9]+")]
    private static partial Regex Host();
}
