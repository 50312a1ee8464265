using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace GraphMemory.Tests.Architecture;

/// <summary>ARCHITECTURE.md says who may use whom; these tests hold the code to it.</summary>
public sealed partial class DependencyTests
{
    [Fact]
    public void Projects_reference_only_what_the_table_allows()
    {
        var allowed = DependencyTable.Read("Project");
        var forbidden =
            from file in Repository.Files("src", "*.csproj")
            let project = Path.GetFileNameWithoutExtension(file)
            from reference in XDocument.Load(file).Descendants("ProjectReference")
            let name = Path.GetFileNameWithoutExtension(reference.Attribute("Include")!.Value.Replace('\\', '/'))
            where !allowed.GetValueOrDefault(project, []).Contains(name)
            select $"{project} references {name}";

        Assert.Empty(forbidden);
    }

    [Fact]
    public void The_table_lists_exactly_the_projects_that_exist() => Assert.Equal(
        Repository.Files("src", "*.csproj").Select(Path.GetFileNameWithoutExtension).Order(),
        DependencyTable.Read("Project").Keys.Order());

    [Fact]
    public void Engine_features_use_only_what_the_table_allows()
    {
        var allowed = DependencyTable.Read("Feature");
        var forbidden =
            from file in Repository.Files("src/GraphMemory.Engine", "*.cs")
            let parts = Repository.Relative(file).Split('/')
            where parts.Length > 3
            let feature = parts[2]
            from Match use in EngineNamespace().Matches(File.ReadAllText(file))
            let used = use.Groups[1].Value
            where used != feature && !allowed.GetValueOrDefault(feature, []).Contains(used)
            select $"{Repository.Relative(file)} uses {used}";

        Assert.Empty(forbidden.Distinct());
    }

    [Fact]
    public void The_table_lists_exactly_the_features_that_exist() => Assert.Equal(
        Repository.Files("src/GraphMemory.Engine", "*.cs").Select(file => Repository.Relative(file).Split('/'))
            .Where(parts => parts.Length > 3).Select(parts => parts[2]).Distinct().Order(),
        DependencyTable.Read("Feature").Keys.Order());

    [Fact]
    public void Features_do_not_use_each_other_in_a_circle()
    {
        var allowed = DependencyTable.Read("Feature");
        var settled = new HashSet<string>(StringComparer.Ordinal);
        while (allowed.FirstOrDefault(row => !settled.Contains(row.Key) && row.Value.IsSubsetOf(settled)).Key is { } next) { settled.Add(next); }

        Assert.Empty(allowed.Keys.Except(settled));
    }

    [GeneratedRegex(@"\bGraphMemory\.Engine\.([A-Z]\w*)")]
    private static partial Regex EngineNamespace();
}
