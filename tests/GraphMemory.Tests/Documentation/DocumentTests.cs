using System.CommandLine;
using System.Reflection;
using System.Text.RegularExpressions;
using GraphMemory.Engine.Analytics;
using GraphMemory.Engine.Errors;
using GraphMemory.Engine.Plugins;
using GraphMemory.Server.Cli;
using GraphMemory.Server.Configuration;
using GraphMemory.Server.Http;
using GraphMemory.Server.ImportExport;
using GraphMemory.Server.Mcp;
using GraphMemory.Server.Rest;
using GraphMemory.Tests.Architecture;
using static GraphMemory.Tests.Documentation.Document;

namespace GraphMemory.Tests.Documentation;

public sealed partial class DocumentTests
{
    [Fact]
    public void The_page_of_the_configuration_lists_every_key() => Holds(
        "docs/configuration.md", "configuration keys", "| Key | Type | Default | Allowed | What it is | |",
        ConfigurationKeys.All.Items.Select(key => Row(
            Code(key.Name), key.Type, Code(key.Default), key.Allowed, key.Description,
            string.Join(", ", new[] { key.IsSecret ? "secret" : "", key.IsReloadable ? "reloadable" : "", Code(key.ShortVariable ?? "") }.Where(mark => mark.Length > 0)))));

    [Fact]
    public void The_page_of_the_faults_lists_every_problem_code() => Holds(
        "docs/faults.md", "problem codes", "| Code | Kind | What it says |",
        Codes().OrderBy(code => code.Name, StringComparer.Ordinal).Select(code => Row(Code(code.Name), code.Kind.ToString(), code.Title)));

    [Fact]
    public void The_page_of_the_faults_tells_what_each_kind_means_to_a_script() => Holds(
        "docs/faults.md", "problem kinds", "| Kind | Exit code | HTTP status |",
        Enum.GetValues<ProblemKind>().Select(kind => Row(
            kind.ToString(), $"{ExitCodes.Of(new ProblemCode("ANY", kind, "").With(""))}", $"{ProblemStatus.Of(kind)}")));

    [Fact]
    public void The_page_of_the_doctor_lists_every_check() => Holds(
        "docs/doctor.md", "doctor checks", "| Check | Speaks up when |",
        GraphMemory.Server.Cli.Doctor.DoctorChecks.All.Items.Select(check => Row(Code(check.Name), check.Finds)));

    [Fact]
    public void The_page_of_the_plugins_lists_every_hook() => Holds(
        "docs/plugins.md", "hooks", "| Hook | When | May |",
        PluginHooks.All.Items.Select(hook => Row(
            Code(hook.Name), hook.Description,
            string.Join(", ", new[] { hook.CanRefuse ? "refuse" : "", hook.CanAmend ? "amend" : "", hook.CanOrder ? "order" : "" }.Where(word => word.Length > 0)))));

    [Fact]
    public void The_page_of_the_plugins_lists_every_permission() => Holds(
        "docs/plugins.md", "permissions", "| Permission | To |",
        PluginPermissions.All.Items.Select(permission => Row(Code(permission.Name), permission.Description)));

    [Theory]
    [InlineData("README.md")]
    [InlineData("docs/cli.md")]
    public void The_pages_of_the_command_line_list_every_command(string page) => Holds(
        page, "commands", "| Command | What it does |",
        Root().Subcommands.Select(command => Row(Code($"graphmemory {command.Name}"), command.Description!)));

    [Fact]
    public void The_pages_show_command_lines_that_parse()
    {
        var examples = Repository.Files(".", "*.md").SelectMany(File.ReadLines)
            .Where(line => line.StartsWith("graphmemory ", StringComparison.Ordinal))
            .Select(line => line["graphmemory ".Length..].Split("   ")[0]).ToList();

        Assert.NotEmpty(examples);
        Assert.All(examples, example => Assert.Empty(Root().Parse(example).Errors.Select(error => $"{example}: {error.Message}")));
    }

    [Fact]
    public void The_page_of_mcp_lists_every_tool() => Holds(
        "docs/mcp.md", "tools", "| Tool | Profiles | What it does |",
        from tool in ToolProfiles.Create().Items.SelectMany(profile => profile.Tools.Items).DistinctBy(tool => tool.Name)
        let profiles = ToolProfiles.Create().Items.Where(profile => profile.Tools.Items.Any(other => other.Name == tool.Name))
        select Row(Code(tool.Name), string.Join(", ", profiles.Select(profile => profile.Name)), tool.Description.Text));

    [Fact]
    public void The_page_of_rest_lists_every_operation() => Holds(
        "docs/rest.md", "operations", "| Operation | What it does |",
        RestEndpoints.All.Items.Select(endpoint => Row(Code($"{endpoint.Method} {endpoint.FullPath}"), endpoint.Summary)));

    [Fact]
    public void The_page_of_analytics_lists_every_algorithm() => Holds(
        "docs/analytics.md", "algorithms", "| Algorithm | Kind | What it says | Cost | Answer |",
        GraphAlgorithms.All.Items.OrderBy(algorithm => algorithm.Description.Kind).ThenBy(algorithm => algorithm.Name, StringComparer.Ordinal).Select(algorithm => Row(
            Code(algorithm.Name), algorithm.Description.Kind.ToString().ToLowerInvariant(), algorithm.Description.Summary, algorithm.Description.Complexity,
            algorithm.Description.ErrorBound ?? "exact")));

    [Fact]
    public void The_page_of_import_and_export_lists_every_format() => Holds(
        "docs/import-export.md", "formats", "| Format | In | Out | What it is |",
        MemoryFormats.Create().Items.Select(format => Row(
            Code(format.Name), format.CanImport ? "yes" : "", format.CanExport ? "yes" : "", format.Summary)));

    [Fact]
    public void No_problem_code_is_used_twice() => Assert.Empty(
        Codes().GroupBy(code => code.Name).Where(group => group.Count() > 1).Select(group => group.Key));

    [Fact]
    public void The_registry_of_problem_codes_holds_every_one() =>
        Assert.Equal(Codes().Select(code => code.Name).Order(StringComparer.Ordinal), ProblemCodes.All.Items.Select(code => code.Name).Order(StringComparer.Ordinal));

    [Fact]
    public void Every_link_between_pages_leads_somewhere() => Assert.Empty(
        from page in Repository.Files(".", "*.md")
        from Match link in RelativeLink().Matches(File.ReadAllText(page))
        let target = Path.Combine(Path.GetDirectoryName(page)!, link.Groups[1].Value)
        where !File.Exists(target) && !Directory.Exists(target)
        select $"{Repository.Relative(page)}: {link.Groups[1].Value}");

    private static IEnumerable<ProblemCode> Codes() =>
        from name in new[] { "GraphMemory.Engine", "GraphMemory.Sqlite", "graphmemory" }
        from type in Assembly.Load(name).GetTypes()
        from member in type.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly)
        where member.FieldType == typeof(ProblemCode)
        select (ProblemCode)member.GetValue(null)!;

    private static RootCommand Root() => GraphMemoryCli.Root(new CliEnvironment
    {
        Input = TextReader.Null,
        Output = TextWriter.Null,
        Error = TextWriter.Null,
        OpenStreams = () => (Stream.Null, Stream.Null),
        Variables = new Dictionary<string, string>(),
        Platform = Platform.Linux,
        Home = "/home/ada",
        Folder = "/home/ada",
        Time = TimeProvider.System,
        Terminal = Terminal.None,
        ListenForStop = () => CancellationToken.None,
    });

    [GeneratedRegex(@"\]\((?!https?:|#|mailto:)([^)#\s]+)")]
    private static partial Regex RelativeLink();
}
